package dev.loopbench.probes.node.script;

import java.util.Arrays;

/** Whether jobs are seen by hooks of asynchronous resources. */
public enum Hooking {
    /** Nobody asked for them. */
    OFF("off"),

    ON("on"),

    /**
     * This Node cannot have them without hooks of its promises, which cost each promise something.
     */
    PROMISES_TOO("promises too"),

    /** They would have been {@link #PROMISES_TOO}, and that was not wanted. */
    REFUSED("refused"),

    /** They were {@link #PROMISES_TOO}, and the process makes more promises than was agreed on. */
    GIVEN_UP("given up");

    private final String word;

    Hooking(String word) {
        this.word = word;
    }

    /** Whether jobs are seen. */
    public boolean isOn() {
        return this == ON || this == PROMISES_TOO;
    }

    /**
     * @throws IllegalArgumentException if the script has no such word
     */
    static Hooking of(String word) {
        return Arrays.stream(values())
                .filter(hooking -> hooking.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no state of hooks: " + word));
    }
}
