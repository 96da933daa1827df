package org.openbloctel.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Files on any store that Hadoop can reach, with the driver's settings on every executor. */
final class Store implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Broadcast<SerializableConfiguration> configuration;

    Store(JavaSparkContext spark) {
        this.configuration = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    }

    private FileSystem system(Path path) throws IOException {
        FileSystem system = path.getFileSystem(configuration.value().value());
        system.setWriteChecksum(false); // a local disk would get a hidden file beside each
        return system;
    }

    /** The files that an input means, a file, a folder or a pattern, in the order of their names. */
    List<FileStatus> files(String input) throws IOException {
        Path path = new Path(input);
        FileStatus[] found = system(path).globStatus(path);
        List<FileStatus> files = new ArrayList<>();
        for (FileStatus status : found == null ? new FileStatus[0] : found) {
            if (status.isDirectory()) {
                Arrays.stream(system(path).listStatus(status.getPath(), p -> !isHidden(p)))
                        .filter(FileStatus::isFile)
                        .forEach(files::add);
            } else {
                files.add(status);
            }
        }
        files.sort(Comparator.comparing(FileStatus::getPath));
        return files;
    }

    /** Whether a path, or a pattern, means anything. */
    boolean isAny(String input) throws IOException {
        Path path = new Path(input);
        FileStatus[] found = system(path).globStatus(path);
        return found != null && found.length > 0;
    }

    private static boolean isHidden(Path path) {
        return path.getName().startsWith(".") || path.getName().startsWith("_");
    }

    /** A file from a place on. */
    InputStream open(String uri, long from) throws IOException {
        Path path = new Path(uri);
        FSDataInputStream in = system(path).open(path);
        try {
            if (from > 0) {
                in.seek(from);
            }
            return in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** A file from one place to another, which must be the one that was listed: its parts are read at different times. */
    InputStream open(Unit unit, long from, long to) throws IOException {
        Path path = new Path(unit.uri());
        FileStatus now = system(path).getFileStatus(path);
        if (now.getLen() != unit.length() || seconds(now.getModificationTime()) != seconds(unit.modified())) {
            throw new IOException(unit.name() + " changed while it was scrubbed");
        }
        return new BoundedStream(open(unit.uri(), from), to - from);
    }

    /** Some stores list times in milliseconds and answer for one file in seconds. */
    private static long seconds(long millis) {
        return Math.floorDiv(millis, 1000L);
    }

    OutputStream create(String uri) throws IOException {
        Path path = new Path(uri);
        return system(path).create(path, true);
    }

    boolean exists(String uri) throws IOException {
        Path path = new Path(uri);
        return system(path).exists(path);
    }

    void delete(String uri) throws IOException {
        Path path = new Path(uri);
        system(path).delete(path, true);
    }

    /** Gives a whole file, or a folder, its name, in place of an older one. */
    void publish(String from, String to) throws IOException {
        Path target = new Path(to);
        FileSystem system = system(target);
        system.mkdirs(target.getParent());
        system.delete(target, true);
        if (!system.rename(new Path(from), target)) {
            throw new IOException("cannot rename " + from + " to " + to);
        }
    }

    /** Writes a text, which appears under its name once it is whole. */
    void write(String scratch, String to, String text) throws IOException {
        String draft = scratch + "/" + new Path(to).getName();
        try (OutputStream out = create(draft)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        publish(draft, to);
    }
}
