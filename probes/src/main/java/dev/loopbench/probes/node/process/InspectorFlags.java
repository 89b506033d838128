package dev.loopbench.probes.node.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a process was told about its inspector when it was started. Immutable.
 *
 * @param open whether it was to be open from the start
 * @param port on which it listens once it is open; 0 for any
 */
record InspectorFlags(boolean open, int port) {

    static final int DEFAULT_PORT = 9229;

    private static final List<String> OPENING = List.of("inspect", "inspect-brk", "inspect-wait");
    private static final List<String> NAMING = List.of("inspect-port", "debug-port");
    private static final String DASHES = "--";

    /**
     * @param command of the process, its program first
     * @param nodeOptions the environment variable of this name, empty if not set
     */
    static InspectorFlags of(List<String> command, String nodeOptions) {
        List<String> words = new ArrayList<>(Arrays.asList(nodeOptions.strip().split("\\s+", -1)));
        words.addAll(nodeWords(command));
        InspectorFlags flags = new InspectorFlags(false, DEFAULT_PORT);
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith(DASHES)) {
                String[] parts = word.substring(DASHES.length()).split("=", 2);
                String next = at + 1 < words.size() ? words.get(at + 1) : "";
                flags = flags.with(parts[0], parts.length > 1 ? parts[1] : "", next);
            }
        }
        return flags;
    }

    private InspectorFlags with(String name, String value, String next) {
        if (OPENING.contains(name)) {
            return new InspectorFlags(true, portIn(value));
        }
        if (NAMING.contains(name)) {
            return new InspectorFlags(open, portIn(value.isEmpty() ? next : value));
        }
        return this;
    }

    /** Of {@code port}, {@code host:port}, or a host alone. */
    private int portIn(String value) {
        String digits = value.substring(value.lastIndexOf(':') + 1);
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : port;
    }

    /** What stands before the script: the rest is the program's own. */
    private static List<String> nodeWords(List<String> command) {
        int script = CommandLine.scriptAt(command);
        return command.subList(Math.min(1, command.size()), script < 0 ? command.size() : script);
    }
}
