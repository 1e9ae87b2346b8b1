package dev.reelay.chaos.agent;

/** Where in a method threads are held. */
public enum Moment {
    /** Before its first instruction. */
    ENTRY,
    /** Before it returns. */
    RETURN,
    /** As an exception leaves it. */
    EXCEPTION
}
