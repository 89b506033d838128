package dev.loopbench.cli.gate.measure;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.OutcomeKind;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a campaign goes on with a machine that is busy with other things: after a fork was
 * disturbed, no other begins before a look finds the machine quiet, until the time for that is
 * over. Confined to the main thread.
 *
 * <p>It sees conditions alone, never a result. While nothing is disturbed nobody looks, so a quiet
 * machine waits for nothing; each further disturbance makes the next pause longer, so that what
 * comes and goes with the forks does not use up the time in forks.
 */
final class QuietWait {

    /** What disturbances may cost in all where no budget says: waiting, and forks in vain. */
    static final long USUAL_NANOS = TimeUnit.MINUTES.toNanos(2);

    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** So soon an interrupt is heard. */
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final NanoClock clock;
    private final MachineLoad machine;
    private final Interruption interruption;
    private final CampaignListener listener;
    private final @Nullable Long budgetNanos;
    private final long startNanos;
    private int attempts;
    private int disturbed;

    /** In vain, without those waited. */
    private long lostNanos;

    private long waitedNanos;
    private long attemptNanos;

    /** 0 while all is well. */
    private long pauseNanos;

    /**
     * @param budgetNanos of the whole campaign, which begins now; null for {@link #USUAL_NANOS} of
     *     what is lost
     */
    QuietWait(
            NanoClock clock,
            MachineLoad machine,
            Interruption interruption,
            CampaignListener listener,
            @Nullable Long budgetNanos) {
        this.clock = clock;
        this.machine = machine;
        this.interruption = interruption;
        this.listener = listener;
        this.budgetNanos = budgetNanos;
        this.startNanos = clock.nanoTime();
    }

    /** In all so far. */
    long waitedNanos() {
        return waitedNanos;
    }

    /** Before each attempt at a pair. */
    void begins() {
        attempts++;
        attemptNanos = clock.nanoTime();
    }

    /** After an attempt that counts. */
    void undisturbed() {
        pauseNanos = 0;
    }

    /**
     * After an attempt that does not: returns once the machine looks quiet.
     *
     * @throws CampaignEndedException if it is not before the time for it is over
     */
    void disturbed(String reason) throws CampaignEndedException {
        disturbed++;
        lostNanos += clock.nanoTime() - attemptNanos;
        String last = reason;
        boolean isQuiet = false;
        while (!isQuiet) {
            long leftNanos = leftNanos();
            if (leftNanos <= 0) {
                throw new CampaignEndedException(OutcomeKind.TOO_NOISY, givenUp(last));
            }
            listener.waiting(last, leftNanos);
            long beginNanos = clock.nanoTime();
            pause(Math.min(pauseNanos, leftNanos));
            Optional<String> seen = machine.disturbance();
            waitedNanos += clock.nanoTime() - beginNanos;
            isQuiet = seen.isEmpty();
            last = seen.orElse(last);
            pauseNanos = Math.min(LONGEST_PAUSE_NANOS, Math.max(FIRST_PAUSE_NANOS, 2 * pauseNanos));
        }
    }

    private void pause(long nanos) throws CampaignEndedException {
        long leftNanos = nanos;
        while (leftNanos > 0 && !interruption.isAsked()) {
            long stepNanos = Math.min(STEP_NANOS, leftNanos);
            clock.sleep(stepNanos);
            leftNanos -= stepNanos;
        }
        if (interruption.isAsked()) {
            throw CheckedForks.interrupted();
        }
    }

    private long leftNanos() {
        return budgetNanos == null
                ? USUAL_NANOS - waitedNanos - lostNanos
                : budgetNanos - (clock.nanoTime() - startNanos);
    }

    private String givenUp(String last) {
        String over =
                budgetNanos == null
                        ? Numbers.roundNanos(USUAL_NANOS)
                                + " were lost to that, and only --budget allows for more"
                        : "the " + Numbers.roundNanos(budgetNanos) + " of --budget are over";
        return "%d of %d attempts at a pair were disturbed, the last because %s; %s"
                .formatted(disturbed, attempts, last, over);
    }
}
