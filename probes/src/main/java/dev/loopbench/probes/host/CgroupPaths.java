package dev.loopbench.probes.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where this process's cgroup is, for one controller: from {@code /proc/self/cgroup} and {@code
 * /proc/self/mountinfo} (man 7 cgroups). A hybrid host has some controllers in version 1 and some
 * in version 2; each is looked for in version 1 first, since it can only be in one. Immutable.
 */
final class CgroupPaths {

    /**
     * @param version 1 or 2
     * @param folders the process's own cgroup first, then its parents up to the mount: limits of
     *     parents hold too
     */
    record Found(int version, List<String> folders) {}

    private record Mount(String root, String point) {}

    /** Of {@code /proc/self/mountinfo}: the fields before the optional ones. */
    private static final int ROOT_FIELD = 3;

    private static final int POINT_FIELD = 4;

    private final ProcFiles files;

    CgroupPaths(ProcFiles files) {
        this.files = files;
    }

    Optional<Found> find(String controller) {
        for (String line : files.lines("proc/self/cgroup")) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && Arrays.asList(fields[1].split(",")).contains(controller)) {
                return mount("cgroup", controller).map(m -> found(1, m, fields[2]));
            }
        }
        for (String line : files.lines("proc/self/cgroup")) {
            if (line.startsWith("0::")) {
                return mount("cgroup2", "").map(m -> found(2, m, line.substring("0::".length())));
            }
        }
        return Optional.empty();
    }

    private Optional<Mount> mount(String type, String option) {
        for (String line : files.lines("proc/self/mountinfo")) {
            int separator = line.indexOf(" - ");
            if (separator < 0) {
                continue;
            }
            String[] before = line.substring(0, separator).split(" ", -1);
            String[] after = line.substring(separator + " - ".length()).split(" ", -1);
            boolean hasType = before.length > POINT_FIELD && after[0].equals(type);
            List<String> options = Arrays.asList(after[after.length - 1].split(","));
            if (hasType && (option.isEmpty() || options.contains(option))) {
                return Optional.of(new Mount(before[ROOT_FIELD], before[POINT_FIELD]));
            }
        }
        return Optional.empty();
    }

    private Found found(int version, Mount mount, String path) {
        String inside = path;
        if (path.equals(mount.root) || path.startsWith(mount.root + "/")) {
            inside = path.substring(mount.root.length());
        }
        String folder = mount.point + (inside.equals("/") ? "" : inside);
        // In a container the path may be the host's, of which the mount shows only the end.
        if (inside.contains("..") || !files.isDirectory(folder)) {
            folder = mount.point;
        }
        List<String> folders = new ArrayList<>();
        while (folder.length() > mount.point.length()) {
            folders.add(folder);
            folder = folder.substring(0, folder.lastIndexOf('/'));
        }
        folders.add(mount.point);
        return new Found(version, List.copyOf(folders));
    }
}
