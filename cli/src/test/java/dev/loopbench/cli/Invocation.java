package dev.loopbench.cli;

import dev.loopbench.cli.command.Sessions;
import dev.loopbench.cli.console.Console;
import dev.loopbench.cli.console.Terminals;
import dev.loopbench.cli.order.OrderMachines;
import dev.loopbench.cli.order.SimulatedMachines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The program in this process, with captured streams and sessions made for the test. */
final class Invocation {

    /** What one command line came to. */
    record Result(int code, String out, String err) {}

    private final Sessions sessions;
    private Map<String, String> environment = Map.of("LANG", "C");
    private Terminals terminals = Terminals.NONE;
    private OrderMachines machines = new SimulatedMachines();
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = new ByteArrayOutputStream();

    private Invocation(Sessions sessions) {
        this.sessions = sessions;
    }

    static Invocation with(Sessions sessions) {
        return new Invocation(sessions);
    }

    Invocation environment(Map<String, String> variables) {
        this.environment = variables;
        return this;
    }

    Invocation terminals(Terminals known) {
        this.terminals = known;
        return this;
    }

    Invocation machines(OrderMachines those) {
        this.machines = those;
        return this;
    }

    Invocation in(String text) {
        this.in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Invocation out(OutputStream stream) {
        this.out = stream;
        return this;
    }

    Result execute(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(in, out, err, environment, terminals, "");
        int code = new Program(console, environment, sessions, machines).execute(arguments);
        return new Result(code, text(out), text(err));
    }

    private static String text(OutputStream stream) {
        return stream instanceof ByteArrayOutputStream bytes
                ? bytes.toString(StandardCharsets.UTF_8)
                : "";
    }
}
