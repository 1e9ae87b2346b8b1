package dev.reelay.cli.batch;

import dev.reelay.cli.run.Output;
import dev.reelay.client.batch.Batch;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.OptionalInt;

/**
 * Shows how a batch goes on: on a terminal one line that is drawn again, elsewhere a line at each change that matters, and for
 * programs every document that came.
 */
final class Progress {
    private final Output output;
    private final ProgressLine line;
    private final PrintStream err;
    private final OptionalInt columns;
    private String shown = "";
    private boolean drawn;

    Progress(Output output, ZoneId zone) {
        this.output = output;
        this.line = new ProgressLine(zone);
        this.err = output.surroundings().err();
        this.columns = output.surroundings().columns();
    }

    void told(Batch batch) {
        if (output.json()) {
            document(batch);
        } else if (columns.isPresent()) {
            draw(line.bar(batch, columns.getAsInt()));
        } else {
            say(batch);
        }
    }

    /** Leaves the line on the terminal as it is. */
    void ended() {
        if (drawn) {
            err.println();
            drawn = false;
        }
    }

    /** The end is told by whoever reads it with its charges. */
    private void document(Batch batch) {
        if (!batch.ended()) {
            output.line(batch.document().toString());
        }
    }

    private void draw(String text) {
        String rest = " ".repeat(Math.max(0, shown.length() - text.length()));
        err.print("\r" + text + rest);
        err.flush();
        shown = text;
        drawn = true;
    }

    private void say(Batch batch) {
        String mark = batch.status() + " " + ProgressLine.percent(batch) + " "
                + batch.counts().failed();
        if (!mark.equals(shown)) {
            err.println(line.plain(batch));
            shown = mark;
        }
    }
}
