package dev.loopbench.cli.option;

import dev.loopbench.cli.console.ColourMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where results go and how they look. Confined to the main thread. */
public final class OutputOptions {

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "write the result as JSON too; with - it takes standard output, and the text"
                            + " moves to standard error")
    @Nullable String json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto, always or never (default: auto; NO_COLOR is respected)")
    @Nullable String colour;

    @Option(names = "--ascii", description = "no characters outside ASCII in tables and charts")
    boolean ascii;

    @Option(
            names = {"-q", "--quiet"},
            description = "nothing on standard error but errors")
    boolean quiet;

    /** Where the JSON goes, looked at now so that a run is not lost on a path that cannot be. */
    public Optional<Destination> json() throws UsageException {
        return json == null ? Optional.empty() : Optional.of(Destination.check("--json", json));
    }

    public ColourMode colour() throws UsageException {
        String when =
                OptionValue.oneOf(
                        "--color",
                        colour == null ? "auto" : colour,
                        List.of("auto", "always", "never"));
        return ColourMode.valueOf(when.toUpperCase(Locale.ROOT));
    }

    public boolean isAscii() {
        return ascii;
    }

    public boolean isQuiet() {
        return quiet;
    }
}
