package dev.loopbench.reports.phrase;

import java.util.regex.Pattern;

/** Commands as a shell takes them. Stateless. */
public final class ShellFormat {

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellFormat() {}

    public static String format(Iterable<String> words) {
        StringBuilder command = new StringBuilder();
        for (String word : words) {
            command.append(command.isEmpty() ? "" : " ");
            boolean plain = PLAIN_WORD.matcher(word).matches();
            command.append(plain ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return command.toString();
    }
}
