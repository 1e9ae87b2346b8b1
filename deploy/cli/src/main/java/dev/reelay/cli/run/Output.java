package dev.reelay.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Answers go to the one stream, as text or as JSON; remarks for people go to the other, and are no part of JSON's. */
public record Output(Surroundings surroundings, boolean json) {

    /** The answer, in the form that was asked for. */
    public void answer(JsonNode document, String text) {
        line(json ? document.toString() : text);
    }

    /** A remark on the way. */
    public void remark(String text) {
        if (!json) {
            surroundings.err().println(text);
        }
    }

    /** One of many lines; answers whether somebody still reads them. */
    public boolean line(String text) {
        PrintStream out = surroundings.out();
        if (!text.isEmpty()) {
            out.println(text);
        }
        return !out.checkError();
    }
}
