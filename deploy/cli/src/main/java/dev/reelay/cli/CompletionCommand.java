package dev.reelay.cli;

import dev.reelay.cli.run.Surroundings;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what makes a shell complete commands and options. */
@Command(
        name = "completion",
        description = "Prints a script that completes commands: source <(reelay completion bash)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final CommandLine tree;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.BASH;

    CompletionCommand(Surroundings surroundings, CommandLine tree) {
        this.surroundings = surroundings;
        this.tree = tree;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("reelay", tree);
        surroundings
                .out()
                .println(
                        switch (shell) {
                            case BASH -> script;
                            case ZSH -> "autoload -U +X compinit && compinit -u\n" + script;
                        });
        return 0;
    }

    /** The shells that are known; zsh reads bash's form. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
