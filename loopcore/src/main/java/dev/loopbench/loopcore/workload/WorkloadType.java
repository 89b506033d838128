package dev.loopbench.loopcore.workload;

import java.util.List;

/** A workload that can be chosen by name. Immutable. */
public interface WorkloadType {

    /** The name on the command line and in reports. */
    String name();

    /** One line that says what it shows, without a full stop. */
    String summary();

    List<Parameter> parameters();

    /** A workload with these values, which are valid one by one. */
    Workload create(ParameterValues values);
}
