package parley.server;

import parley.server.cli.ParleyCommand;

/// Where the program begins.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int status = ParleyCommand.run(arguments);
        if (status != ParleyCommand.SERVING) {
            System.exit(status);
        }
    }
}
