package dev.loopbench.probes.stall;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Stacks as reports show them, and the frame in them that is to blame. Stateless. */
public final class StackFrames {

    /** The bottom of a deeper stack is cut: the cause is at the top. */
    static final int MAX_FRAMES = 64;

    /** Code of the JDK: it blocks on behalf of whoever called it. */
    private static final List<String> JDK_PREFIXES =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private StackFrames() {}

    /** One line a frame, innermost first: {@code shop.Cart.total(Cart.java:42)}. */
    public static List<String> format(StackTraceElement[] stack) {
        return Arrays.stream(stack).limit(MAX_FRAMES).map(StackFrames::format).toList();
    }

    /**
     * The first frame from the top that is not the JDK's: who called what blocks or computes. Empty
     * if all of it is the JDK's.
     */
    public static Optional<String> blockingFrame(List<String> frames) {
        return frames.stream().filter(frame -> !isJdk(frame)).findFirst();
    }

    private static boolean isJdk(String frame) {
        return JDK_PREFIXES.stream().anyMatch(frame::startsWith);
    }

    /** Without loader and module: they are the same in every line and hide the class. */
    private static String format(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + "(" + place(frame) + ")";
    }

    private static String place(StackTraceElement frame) {
        String file = frame.getFileName();
        if (frame.isNativeMethod()) {
            return "Native Method";
        }
        if (file == null) {
            return "Unknown Source";
        }
        return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
    }
}
