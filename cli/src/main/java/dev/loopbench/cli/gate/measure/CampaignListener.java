package dev.loopbench.cli.gate.measure;

import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Stage;
import java.util.function.Supplier;

/** Port: hears how a campaign goes on. Called on the campaign's thread. */
public interface CampaignListener {

    /** Hears nothing. */
    CampaignListener NONE = new CampaignListener() {};

    /** Before each fork of the trial. */
    default void trying(Side side) {}

    /**
     * Before the first pair of a campaign that had to be planned.
     *
     * @param sentence what it takes, and what can be afforded
     */
    default void planned(String sentence) {}

    /**
     * Before each pair.
     *
     * @param done so many pairs are there
     * @param ahead at most so many will follow, this one included
     * @param aheadNanos that they will take; 0 before one has shown it
     */
    default void begins(Stage stage, int done, int ahead, long aheadNanos) {}

    /** Both forks of a pair run anew. */
    default void redone(Stage stage, String reason) {}

    /**
     * The machine is busy with other things, and no fork begins before it is quiet.
     *
     * @param mostNanos so long at most
     */
    default void waiting(String reason, long mostNanos) {}

    /**
     * After each pair.
     *
     * @param soFar makes the comparison, as far as there is one; only until the next pair
     */
    default void measured(Supplier<Comparison> soFar) {}
}
