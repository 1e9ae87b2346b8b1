package dev.reelay.simulator;

import dev.reelay.simulator.settings.SettingsArguments;

/** Starts the simulator from a command line and keeps it running until the process is told to end. */
public final class SimulatorMain {
    private SimulatorMain() {}

    public static void main(String[] arguments) {
        Simulator simulator = Simulator.start(SettingsArguments.read(arguments, System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator-close"));
        System.out.println("the simulator listens on " + simulator.baseUri());
    }
}
