package dev.loopbench.probes.server;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/** The JVM's own account of its memory. Thread-safe. */
interface NativeMemory {

    /**
     * A summary in bytes, as {@code jcmd VM.native_memory summary scale=b} prints it; empty if this
     * JVM has no such command. The JVM asks the kernel about the pages of each stack: some
     * microseconds a thread.
     */
    Optional<String> summary();

    /** By the diagnostic command of this JVM. */
    record OfThisJvm() implements NativeMemory {

        private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

        @Override
        public Optional<String> summary() {
            try {
                Object summary =
                        ManagementFactory.getPlatformMBeanServer()
                                .invoke(
                                        new ObjectName(COMMANDS),
                                        "vmNativeMemory",
                                        new Object[] {new String[] {"summary", "scale=b"}},
                                        new String[] {String[].class.getName()});
                return Optional.of(String.valueOf(summary));
            } catch (JMException noSuchCommand) {
                return Optional.empty();
            }
        }
    }
}
