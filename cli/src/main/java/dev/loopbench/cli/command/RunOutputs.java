package dev.loopbench.cli.command;

import dev.loopbench.cli.console.Channel;
import dev.loopbench.cli.console.ColourMode;
import dev.loopbench.cli.option.JsonDestination;
import dev.loopbench.cli.option.OutputOptions;
import dev.loopbench.cli.option.UsageException;
import java.util.Optional;

/**
 * Where the results of a run go, checked. Immutable.
 *
 * @param quiet whether standard error is kept to errors
 */
record RunOutputs(Optional<JsonDestination> json, ColourMode colour, boolean ascii, boolean quiet) {

    static RunOutputs of(OutputOptions options) throws UsageException {
        return new RunOutputs(
                options.json(), options.colour(), options.isAscii(), options.isQuiet());
    }

    boolean jsonTakesStandardOutput() {
        return json.map(JsonDestination::isStandardOutput).orElse(false);
    }

    /** Where the text report goes: a JSON document on standard output stands alone. */
    Optional<Channel> textChannel() {
        if (!jsonTakesStandardOutput()) {
            return Optional.of(Channel.OUT);
        }
        return quiet ? Optional.empty() : Optional.of(Channel.ERR);
    }
}
