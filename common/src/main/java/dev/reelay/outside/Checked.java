package dev.reelay.outside;

import java.net.URI;

/** What came of checking a URL that a caller gave. */
public sealed interface Checked {

    /** The URL, normalised: this form is stored and called, never the caller's text. */
    record Fine(URI url) implements Checked {}

    /** What is wrong and what would be right, in one sentence for the caller; does not repeat the URL. */
    record Wrong(String message) implements Checked {}
}
