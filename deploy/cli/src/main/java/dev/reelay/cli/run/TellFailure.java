package dev.reelay.cli.run;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells why a command failed, on the stream of errors: in lines, or as one JSON document where JSON was asked for. */
public final class TellFailure implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
        Failure failure = Failure.of(fault);
        PrintWriter err = command.getErr();
        if (command.getParseResult().hasMatchedOption("--json")) {
            err.println(failure.document());
        } else {
            err.println("reelay: "
                    + String.join(System.lineSeparator(), failure.lines()).strip());
        }
        if (fault instanceof RuntimeException
                && fault.getClass().getPackageName().startsWith("java.lang")) {
            fault.printStackTrace(err);
        }
        err.flush();
        return failure.status().code();
    }
}
