package dev.loopbench.cli.console;

/** What the process ends with, and what it means. Immutable. */
public enum ExitCode {
    OK(0, "it ran"),
    FAILED(
            1,
            "operations failed, a log or a diagnosis is not the expected one, or loopbench failed"),
    USAGE(2, "bad usage, or a file that cannot be used"),
    REGRESSION(10, "a gated figure became worse, and fresh runs confirmed it"),
    INCONCLUSIVE(11, "more runs are needed to tell, and that was to count as a failure"),
    LIMIT_BROKEN(12, "a limit given with --fail-on was broken"),
    NOT_COMPARABLE(13, "reports are not of one configuration"),
    TOO_NOISY(14, "the machine is too noisy for what was asked"),
    WRONG_RESULT(15, "an operation's result was not what it has to be"),
    INTERRUPTED(130, "interrupted (SIGINT): what was measured is reported as incomplete"),
    TERMINATED(143, "terminated (SIGTERM): likewise");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** One line, without a full stop. */
    public String meaning() {
        return meaning;
    }
}
