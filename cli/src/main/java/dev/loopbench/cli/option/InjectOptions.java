package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.probes.session.Injection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By what a run is made slower on purpose. Confined to the main thread. */
public final class InjectOptions {

    private static final String SERVICE = "service";
    private static final String CALLBACK = "callback";
    private static final String POLL = "poll";

    private static final double SHARE_MAX = 100;

    @Option(
            names = "--inject",
            paramLabel = "WHERE=SIZE",
            description =
                    "add a delay of known size, to see whether a comparison finds it: service=10%%"
                            + " of each pool job's time, callback=50us for each callback of a pool"
                            + " job, poll=50us for each poll; may be repeated, and of one place"
                            + " the last counts")
    List<String> injected = new ArrayList<>();

    /** Null where nothing is. */
    public @Nullable Injection injection(boolean simulated)
            throws UsageException, InvalidParameterException {
        if (injected.isEmpty()) {
            return null;
        }
        if (simulated) {
            throw new UsageException(
                    "--inject cannot be combined with --simulate: it delays real threads.");
        }
        SortedMap<String, String> sizes = new TreeMap<>();
        for (String text : injected) {
            String where = where(text);
            sizes.put(where, text.substring(where.length() + 1));
        }
        return injection(sizes);
    }

    /** Refuses what is no delay. */
    static void check(String text) throws UsageException, InvalidParameterException {
        String where = where(text);
        injection(new TreeMap<>(Map.of(where, text.substring(where.length() + 1))));
    }

    private static Injection injection(SortedMap<String, String> sizes)
            throws UsageException, InvalidParameterException {
        String service = sizes.get(SERVICE);
        return new Injection(
                service == null ? 0 : OptionValue.share("--inject service", service, 0, SHARE_MAX),
                nanos(sizes, CALLBACK),
                nanos(sizes, POLL),
                sizes);
    }

    private static String where(String text) throws UsageException {
        int equals = text.indexOf('=');
        String where =
                OptionValue.oneOf(
                        "--inject",
                        equals < 0 ? text : text.substring(0, equals),
                        List.of(SERVICE, CALLBACK, POLL));
        if (equals < 0) {
            throw new UsageException(
                    "--inject " + text + " needs a size: " + where + "=" + example(where) + ".");
        }
        return where;
    }

    private static long nanos(SortedMap<String, String> sizes, String where)
            throws InvalidParameterException {
        String size = sizes.get(where);
        return size == null ? 0 : Quantity.durationNanos("inject " + where, size);
    }

    private static String example(String where) {
        return where.equals(SERVICE) ? "10%" : "50us";
    }
}
