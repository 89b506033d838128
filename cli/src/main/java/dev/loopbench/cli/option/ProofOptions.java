package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a gate is to be tried out, and on what. Confined to the main thread. */
public final class ProofOptions {

    private static final int DEFAULT_CAMPAIGNS = 3;
    private static final int CAMPAIGNS_MAX = 10_000;
    private static final List<String> USUAL =
            List.of("service=10%", "callback=100us", "poll=100us");

    @Option(
            names = "--prove",
            description =
                    "run base against itself, and against itself with known delays: how often is"
                            + " each found, and how often nothing at all?")
    private boolean prove;

    @Option(
            names = "--campaigns",
            paramLabel = "N",
            description = "with --prove, run each so often (default: " + DEFAULT_CAMPAIGNS + ")")
    @Nullable String campaigns;

    @Option(
            names = "--inject",
            paramLabel = "WHERE=SIZE",
            description =
                    "with --prove, the delays, as 'run' has them; may be repeated (default:"
                            + " service=10%%, callback=100us and poll=100us)")
    private List<String> injected = new ArrayList<>();

    public boolean isAsked() {
        return prove;
    }

    /** What means nothing together. */
    public void refuseOthers(AbOptions sides) throws UsageException {
        if (!prove && (campaigns != null || !injected.isEmpty())) {
            throw new UsageException(
                    (campaigns != null ? "--campaigns" : "--inject") + " needs --prove.");
        }
        if (prove && (sides.hasHead() || sides.earlier().isPresent())) {
            throw new UsageException(
                    "--prove takes no "
                            + (sides.hasHead() ? "--head" : "--with")
                            + ": it runs base against itself.");
        }
    }

    public int campaigns() throws UsageException {
        return campaigns == null
                ? DEFAULT_CAMPAIGNS
                : (int) OptionValue.wholeNumber("--campaigns", campaigns, 1, CAMPAIGNS_MAX);
    }

    /** Each as the user wrote it, checked. */
    public List<String> injections() throws UsageException, InvalidParameterException {
        List<String> injections = injected.isEmpty() ? USUAL : List.copyOf(injected);
        for (String injection : injections) {
            InjectOptions.check(injection);
        }
        return injections;
    }
}
