package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.loop.Target;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One request of {@code --drive}: {@code GET http://127.0.0.1:3000/login --weight 3}. Immutable.
 *
 * @param kind of its operations in the report
 * @param weight of its share
 * @param parameters of the flood that sends it
 */
record DriveRequest(
        String kind, int weight, InetSocketAddress address, SortedMap<String, String> parameters) {

    private static final String OPTION = "--drive";
    private static final Pattern METHOD = Pattern.compile("[A-Za-z]+");

    /** Names come to stand in tables, labels and file formats. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

    private static final Pattern NO_PART_OF_NAMES = Pattern.compile("[^A-Za-z0-9._]+");
    private static final int NAME_LENGTH_MAX = 40;
    private static final long WEIGHT_MAX = 1000;

    DriveRequest {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /**
     * @throws UsageException if it is none, or would go to another machine
     */
    static DriveRequest parse(String text) throws UsageException, WorkloadException {
        Deque<String> words = new ArrayDeque<>(ShellWords.split(OPTION, text));
        SortedMap<String, String> parameters = new TreeMap<>();
        if (!words.isEmpty() && METHOD.matcher(words.element()).matches()) {
            parameters.put("method", words.remove().toUpperCase(Locale.ROOT));
        }
        if (words.isEmpty() || !words.element().contains("://")) {
            throw new UsageException(
                    OPTION
                            + " needs a URL, as in 'GET http://127.0.0.1:3000/login', not "
                            + Quantity.quoted(text)
                            + ".");
        }
        String url = words.remove();
        parameters.put("target", url);
        Target target = Target.parse(url);
        String name = "";
        long weight = 1;
        while (!words.isEmpty()) {
            String option = words.remove();
            int equals = option.startsWith("--") ? option.indexOf('=') : -1;
            String value = equals < 0 ? words.poll() : option.substring(equals + 1);
            String key = equals < 0 ? option : option.substring(0, equals);
            if (value == null) {
                throw new UsageException(OPTION + " '" + text + "': " + key + " needs a value.");
            }
            switch (key) {
                case "--header" ->
                        parameters.merge("header", value, (one, other) -> one + "\n" + other);
                case "--body" -> parameters.put("body", value);
                case "--name" -> name = named(value);
                case "--weight" ->
                        weight = OptionValue.wholeNumber("--weight", value, 1, WEIGHT_MAX);
                default ->
                        throw new UsageException(
                                OPTION
                                        + " may have --header, --body, --name and --weight behind"
                                        + " its URL, not "
                                        + Quantity.quoted(key)
                                        + ".");
            }
        }
        return new DriveRequest(
                name.isEmpty() ? usualName(parameters, target) : name,
                (int) weight,
                address(url, target),
                parameters);
    }

    private static String named(String name) throws UsageException {
        if (!NAME.matcher(name).matches()) {
            throw new UsageException(
                    "--name, within --drive, must be 1 to 40 letters, digits, dots, dashes or"
                            + " underscores, not "
                            + Quantity.quoted(name)
                            + ".");
        }
        return name;
    }

    /** {@code GET-login}. */
    private static String usualName(Map<String, String> parameters, Target target) {
        String method =
                parameters.getOrDefault("method", parameters.containsKey("body") ? "POST" : "GET");
        String path = target.path() == null ? "" : target.path();
        String whole = NO_PART_OF_NAMES.matcher(method + path).replaceAll("-");
        String cut = whole.substring(0, Math.min(NAME_LENGTH_MAX, whole.length()));
        return cut.replaceAll("-+$", "");
    }

    /** The program runs on this machine, and only it is to be loaded. */
    private static InetSocketAddress address(String url, Target target) throws UsageException {
        InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new UsageException(
                    OPTION
                            + " "
                            + Quantity.quoted(url)
                            + " does not name this machine, where the program runs: take"
                            + " 127.0.0.1, [::1] or localhost.");
        }
        return address;
    }
}
