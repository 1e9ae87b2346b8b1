package dev.reelay.worker.run;

/** Wants to know when an account has room again. */
@FunctionalInterface
public interface SlotListener {
    /** An attempt of this account has its verdict. */
    void freed(int account);
}
