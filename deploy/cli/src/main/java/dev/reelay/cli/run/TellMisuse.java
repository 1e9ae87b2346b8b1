package dev.reelay.cli.run;

import java.io.PrintWriter;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells in one line what is wrong with a command, and where the rest is told. */
public final class TellMisuse implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException fault, String[] arguments) {
        PrintWriter err = fault.getCommandLine().getErr();
        err.println("reelay: " + fault.getMessage());
        UnmatchedArgumentException.printSuggestions(fault, err);
        err.println("Try: " + fault.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        err.flush();
        return ExitStatus.USAGE.code();
    }
}
