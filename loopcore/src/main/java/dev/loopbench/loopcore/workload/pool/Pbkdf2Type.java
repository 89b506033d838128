package dev.loopbench.loopcore.workload.pool;

import dev.loopbench.loopcore.crypto.Pbkdf2;
import dev.loopbench.loopcore.workload.Parameter;
import dev.loopbench.loopcore.workload.ParameterValues;
import dev.loopbench.loopcore.workload.PoolJobWorkload;
import dev.loopbench.loopcore.workload.Workload;
import dev.loopbench.loopcore.workload.WorkloadSetup;
import dev.loopbench.loopcore.workload.WorkloadType;
import java.util.List;

/** Key derivation on the pool. Immutable. */
public final class Pbkdf2Type implements WorkloadType {

    private static final Parameter ITERATIONS =
            Parameter.of("iterations", Parameter.Kind.COUNT, "100000", "HMAC rounds for each key");
    private static final Parameter DIGEST =
            new Parameter(
                    "digest",
                    Parameter.Kind.CHOICE,
                    "sha512",
                    "hash under the HMAC",
                    List.of("sha1", "sha256", "sha512"));
    private static final Parameter KEY_LENGTH =
            Parameter.of("key-length", Parameter.Kind.COUNT, "64", "length of each key in bytes");
    private static final Parameter SALT =
            Parameter.of(
                    "salt", Parameter.Kind.TEXT, "salt", "salt of each key, at least a letter");

    @Override
    public String name() {
        return Pbkdf2.KIND;
    }

    @Override
    public String summary() {
        return "derives keys on the pool: CPU work that fills a thread";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(ITERATIONS, DIGEST, KEY_LENGTH, SALT);
    }

    @Override
    public Workload create(WorkloadSetup setup) {
        ParameterValues values = setup.values();
        return new PoolJobWorkload<>(
                setup.name(),
                new KeyJob(
                        new Pbkdf2Keys(
                                Pbkdf2.Digest.of(values.text(DIGEST.name())),
                                values.text(SALT.name()),
                                values.count(ITERATIONS.name()),
                                values.count(KEY_LENGTH.name()),
                                KeyDerivation.PLATFORM)));
    }
}
