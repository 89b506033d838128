package dev.loopbench.cli.wording;

import dev.loopbench.loopcore.workload.FaultException;

/** What users type for a parameter. Stateless. */
public final class OptionNames {

    private OptionNames() {}

    /**
     * @param parameter its name: {@code key-length}
     */
    public static String option(String parameter) {
        return "--" + parameter;
    }

    /** What went wrong, in which parameters are called as users type them. */
    public static String sentence(Exception failure) {
        return failure instanceof FaultException fault
                ? fault.sentence().text(OptionNames::option)
                : String.valueOf(failure.getMessage());
    }
}
