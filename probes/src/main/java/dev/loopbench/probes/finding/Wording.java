package dev.loopbench.probes.finding;

import dev.loopbench.probes.result.Config;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How whoever has runs measured calls what they can change. Immutable. */
public interface Wording {

    /** Bare names, and no words for another run: of a program that nobody types commands for. */
    Wording BARE =
            new Wording() {
                @Override
                public String parameter(String name) {
                    return name;
                }

                @Override
                public @Nullable String next(List<String> command, Config config, Change change) {
                    return null;
                }
            };

    /** What users set the parameter of this name with: {@code --warmup} on a command line. */
    String parameter(String name);

    /**
     * What asks for a run with one thing changed.
     *
     * @param command that asked for it as it was
     * @param config it had
     * @return null where there are no words for that, or it would be the same run
     */
    @Nullable String next(List<String> command, Config config, Change change);
}
