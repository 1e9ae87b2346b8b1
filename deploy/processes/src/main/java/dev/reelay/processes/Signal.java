package dev.reelay.processes;

import java.io.IOException;

/** A signal of the system that Java cannot send by itself. */
public enum Signal {
    STOP,
    CONT;

    /** Sends it to one process. */
    public void sendTo(ProcessHandle process) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name(), String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(this + " could not be sent to " + process.pid());
        }
    }
}
