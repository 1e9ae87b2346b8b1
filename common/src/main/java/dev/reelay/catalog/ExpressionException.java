package dev.reelay.catalog;

/** An expression of a definition that does not compile, or that failed on what it was evaluated over. */
public final class ExpressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 200;

    private final int offset;

    ExpressionException(String source, String reason, int offset, Throwable cause) {
        super(reason + " in the expression `" + brief(source) + "`", cause);
        this.offset = offset;
    }

    /** Where in the expression, counted in characters from zero; zero when not known. */
    public int offset() {
        return offset;
    }

    private static String brief(String source) {
        String line = source.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
