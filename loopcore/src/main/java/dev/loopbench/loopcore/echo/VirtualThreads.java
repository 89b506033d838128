package dev.loopbench.loopcore.echo;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * The way to virtual threads from code that also runs where there are none. Immutable.
 *
 * <p>By reflection: {@code Thread.ofVirtual()} came with JDK 21; in 19 and 20 it was a preview,
 * which throws unless it was asked for.
 */
public final class VirtualThreads {

    private static final int FIRST_JDK = 21;

    private VirtualThreads() {}

    /**
     * What makes virtual threads, numbered from 0 behind {@code prefix}; empty where there are none
     * ({@link #absence} says why).
     */
    public static Optional<ThreadFactory> factory(String prefix) {
        try {
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Object named =
                    type.getMethod("name", String.class, long.class).invoke(builder, prefix, 0L);
            return Optional.of((ThreadFactory) type.getMethod("factory").invoke(named));
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException none) {
            return Optional.empty();
        }
    }

    /** Why there are none, as a sentence. */
    public static String absence() {
        return "virtual threads need JDK "
                + FIRST_JDK
                + " or newer; this is "
                + Runtime.version().feature();
    }
}
