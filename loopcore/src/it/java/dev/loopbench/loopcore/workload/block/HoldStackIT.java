package dev.loopbench.loopcore.workload.block;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopbench.loopcore.clock.SystemNanoClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stack that is taken from outside shows of a hold. */
@Execution(ExecutionMode.CONCURRENT) // it waits for as long as it takes
class HoldStackIT {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @ParameterizedTest
    @CsvSource({
        "regex, java.util.regex.",
        "zlib-sync, java.util.zip.",
        "sort, java.util.",
        "fs-sync, sun.nio.ch.",
        "pbkdf2-sync, javax.crypto."
    })
    void a_stack_taken_amid_a_hold_shows_what_holds(String name, String frames) throws Exception {
        Hold hold =
                BlockCatalog.builtIn()
                        .find(name)
                        .orElseThrow()
                        .create(new SystemNanoClock(), new Extent.Lasting(5 * MILLI));
        hold.prepare();
        AtomicBoolean enough = new AtomicBoolean();
        Thread holding =
                new Thread(
                        () -> {
                            while (!enough.get()) {
                                hold.hold();
                            }
                        });
        holding.start();
        while (!showsBoth(holding.getStackTrace(), frames, "OnLoop")) {
            assertThat(holding.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        enough.set(true);
        holding.join();
        hold.close();
    }

    /** Below the hold's own method, as a report names it, the code that takes the time. */
    private static boolean showsBoth(
            StackTraceElement[] stack, String classPrefix, String methodSuffix) {
        boolean shown = false;
        for (StackTraceElement frame : stack) {
            shown |= frame.getClassName().startsWith(classPrefix);
            if (shown && frame.getMethodName().endsWith(methodSuffix)) {
                return true;
            }
        }
        return false;
    }
}
