package dev.reelay.catalog.definition;

/**
 * A definition file as it was found.
 *
 * @param name as problems call it
 * @param ours whether it is one of those that come with Reelay; an operator's may replace these
 */
public record DefinitionFile(Kind kind, String name, boolean ours, String text) {
    /** What a file defines, told by the folder it is in. */
    public enum Kind {
        PROVIDER("providers"),
        MODEL("models"),
        OFFERING("offerings");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }

        /** The folder, in the class path's {@code catalog} and in the operator's. */
        public String folder() {
            return folder;
        }
    }
}
