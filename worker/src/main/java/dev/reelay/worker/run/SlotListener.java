package dev.reelay.worker.run;

/** Wants to know when there is room again. */
public interface SlotListener {
    /** An attempt of this account has its verdict. */
    void freed(int account);

    /** This worker can send more. */
    void roomAgain();
}
