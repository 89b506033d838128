package dev.loopbench.cli.fork;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.Passage;
import dev.loopbench.cli.console.SignalTrap.Signal;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that runs as if it had been started without us: it has our standard input and output,
 * what it writes to standard error is handed on as it comes, and it hears the signals that are sent
 * to us. Thread-safe.
 */
public final class ForegroundProgram {

    /** What the launcher tells about itself. */
    private static final List<String> OWN_VARIABLES =
            List.of("LOOPBENCH_PROGRAM", "LOOPBENCH_LAUNCHER");

    private static final String OWN_STATUS = "/proc/self/stat";

    /** Which word behind the name there is the group of this process (proc_pid_stat(5)). */
    private static final int GROUP = 2;

    /** And which is the group in the foreground of its terminal; -1 without one. */
    private static final int FOREGROUND_GROUP = 5;

    private final Process process;
    private final List<Passage> passages;

    private ForegroundProgram(Process process, List<Passage> passages) {
        this.process = process;
        this.passages = passages;
    }

    /**
     * Starts it.
     *
     * @param builder with its words and its environment
     * @param unwanted lines on its standard error that are not its own
     * @param outTaken whether our standard output is for something else: then its own goes to
     *     standard error, too
     * @throws IOException if there is no such program
     */
    public static ForegroundProgram start(
            ProcessBuilder builder, List<String> unwanted, boolean outTaken, Console console)
            throws IOException {
        OWN_VARIABLES.forEach(builder.environment()::remove);
        builder.redirectInput(Redirect.INHERIT);
        builder.redirectOutput(outTaken ? Redirect.PIPE : Redirect.INHERIT);
        Process process = builder.start();
        List<Passage> passages = new ArrayList<>();
        passages.add(
                Passage.open(process.getErrorStream(), console.passing(Channel.ERR), unwanted));
        if (outTaken) {
            passages.add(
                    Passage.open(
                            process.getInputStream(), console.passing(Channel.ERR), List.of()));
        }
        return new ForegroundProgram(process, passages);
    }

    public Process process() {
        return process;
    }

    /** Has it hear a signal that has come to us. */
    public void hear(Signal signal) {
        // A terminal sends its own to all that is in its foreground.
        if (signal == Signal.TERM || !isInForeground()) {
            send(signal);
        }
    }

    private static boolean isInForeground() {
        try {
            String status = Files.readString(Path.of(OWN_STATUS));
            // The name may have any characters in it, and ends at the last bracket.
            String[] words = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
            return words[GROUP].equals(words[FOREGROUND_GROUP]);
        } catch (IOException noLinux) {
            return false;
        }
    }

    private void send(Signal signal) {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal.name() + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException noShell) {
            process.toHandle().destroy(); // SIGTERM, which asks for the same
        }
    }

    /** Whether it has ended by then, without our doing. */
    public boolean endsWithin(long nanos) {
        return ProcessTree.inTime(nanos, process.onExit());
    }

    /**
     * Ends it and all it has started: asks them to end (SIGTERM), and uses force where that does
     * not help.
     *
     * @return false where force was needed
     */
    public boolean end(long graceNanos) {
        return ProcessTree.end(process.toHandle(), graceNanos);
    }

    /**
     * Waits for its end, and until what it wrote has been handed on.
     *
     * @return its exit code, as shells have it: 128 and the number of the signal that ended it
     */
    public int await() {
        boolean interrupted = false;
        while (true) {
            try {
                int code = process.waitFor();
                passages.forEach(Passage::await);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return code;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
    }
}
