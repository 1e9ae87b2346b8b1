package dev.reelay.database;

import java.util.Collection;

/** A parameter that is an array. A plain class: arrays have no use for a record's equality. */
public final class SqlArray {
    private final String elementType;
    private final Object[] elements;

    private SqlArray(String elementType, Object[] elements) {
        this.elementType = elementType;
        this.elements = elements;
    }

    /** An array of PostgreSQL's {@code elementType}, such as {@code uuid}. */
    public static SqlArray of(String elementType, Collection<?> elements) {
        return new SqlArray(elementType, elements.toArray());
    }

    String elementType() {
        return elementType;
    }

    Object[] elements() {
        return elements;
    }
}
