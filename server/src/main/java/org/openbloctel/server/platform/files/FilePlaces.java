package org.openbloctel.server.platform.files;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.filevault.DiskRoom;
import org.openbloctel.registry.platform.filevault.FileWatch;
import org.openbloctel.registry.platform.filevault.FolderFiles;
import org.openbloctel.registry.platform.filevault.StorageException;
import org.openbloctel.registry.platform.filevault.StoredFiles;
import org.openbloctel.server.platform.files.BucketOutput.Spool;
import org.openbloctel.server.platform.files.BucketSettings.FilesProperties;
import org.openbloctel.server.platform.settings.Settings;
import org.openbloctel.server.platform.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Opens the places of files: folders, or one bucket for all. Looks every half minute whether this server sees the files in each, and every
 * few seconds while it does not. A bucket is tried at the start: one that does not do what files need ends it. One that does not answer
 * then is tried later, and takes no file before. Thread-safe.
 */
@Component
public final class FilePlaces implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FilePlaces.class);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration TURN = Duration.ofSeconds(2);
    /** How long after a refused trial a store is tried again. */
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final @Nullable Bucket bucket;
    private final String prefix;
    private final @Nullable Spool spool;
    private final AtomicBoolean proven = new AtomicBoolean();
    private final Map<String, FileWatch> watches = new ConcurrentHashMap<>();
    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("file-places").factory());
    private long looked = System.nanoTime();
    private long nextTrial = System.nanoTime();

    /** In folders, or in a bucket. */
    FilePlaces(FilesProperties given, Settings server) throws IOException {
        Optional<BucketSettings> settings =
                BucketSettings.of(given, server.environment() == Settings.Environment.PRODUCTION);
        Path work = server.dataFolder().resolve("work");
        this.bucket = settings.map(Bucket::new).orElse(null);
        this.prefix = settings.map(BucketSettings::prefix).orElse("");
        this.spool = settings.isPresent() ? new Spool(work, DiskRoom.of("work", work)) : null;
        if (bucket != null) {
            prove(bucket);
        }
        var _ = turns.scheduleWithFixedDelay(this::safely, TURN.toMillis(), TURN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A bucket that is only read, by a command. */
    public static Optional<BucketFilesReader> reading(Map<String, String> settings) {
        return BucketSettings.of(settings).map(BucketFilesReader::new);
    }

    /** The store that has the files of a server with these settings, for an operator; empty where they are in folders. */
    public static Optional<String> store(Map<String, String> settings) {
        return BucketSettings.named(settings);
    }

    /**
     * Opens a place.
     *
     * @param name what it is called in the bucket, and by operators
     * @param folder where its files lie without a bucket
     * @param reserve how many bytes are always left on the disk of the folder
     * @param rows which files ought to be there
     */
    public StoredFiles open(String name, Path folder, long reserve, FileWatch.Rows rows) throws IOException {
        AtomicBoolean blind = new AtomicBoolean();
        StoredFiles files;
        if (bucket == null || spool == null) {
            files = FolderFiles.in(folder, DiskRoom.of(name, folder, reserve).unless(blind::get));
        } else {
            Bucket answering = bucket;
            DiskRoom room = DiskRoom.endless(name, () -> proven.get() && !answering.isAway())
                    .unless(blind::get);
            files = new BucketFiles(answering, BucketSettings.base(prefix, name), room, spool);
        }
        FileWatch watch = new FileWatch(files, rows, blind::set);
        watches.put(name, watch);
        look(name, watch);
        return files;
    }

    /** The watches of the places that are open, by their names. */
    Map<String, FileWatch> watches() {
        return new LinkedHashMap<>(watches);
    }

    /** Looks at all places now. */
    public void look() {
        watches.forEach(FilePlaces::look);
    }

    @SuppressWarnings("IllegalCatch") // an exception would end all later turns
    private void safely() {
        try {
            turn();
        } catch (RuntimeException e) {
            LOG.error("The places of files could not be looked at", e);
        }
    }

    private void turn() {
        if (bucket != null) {
            bucket.watchedByThisThread();
        }
        if (bucket != null && !proven.get() && System.nanoTime() - nextTrial >= 0) {
            try {
                prove(bucket);
            } catch (SettingsException e) {
                nextTrial = System.nanoTime() + RETRY_AFTER.toNanos();
                LOG.error("The store of files cannot be used: {}", e.getMessage());
            }
        }
        boolean due = System.nanoTime() - looked >= LOOK.toNanos();
        if (due) {
            looked = System.nanoTime();
        }
        watches.forEach((name, watch) -> {
            if (due || (bucket != null && bucket.isAway()) || watch.problem().isPresent()) {
                look(name, watch);
            }
        });
    }

    private void prove(Bucket asked) {
        try {
            new BucketProbe(asked, prefix).run();
            proven.set(true);
        } catch (StorageException e) {
            LOG.warn("The store of files does not answer: files are refused until it does");
        } catch (IOException e) {
            LOG.warn("The store of files could not be tried", e);
        }
    }

    @SuppressWarnings("IllegalCatch") // the next turn looks again
    private static void look(String name, FileWatch watch) {
        Optional<String> before = watch.problem();
        try {
            watch.look();
        } catch (RuntimeException e) {
            LOG.debug("The files of {} were not looked at", name, e);
            return;
        }
        Optional<String> now = watch.problem();
        if (!now.equals(before)) {
            now.ifPresentOrElse(
                    problem -> LOG.error("Files of {}: {}", name, problem),
                    () -> LOG.info("Files of {}: all that were looked at are there", name));
        }
    }

    /** The problems of all places, for the operator. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        watches.forEach((name, watch) -> watch.problem().ifPresent(problem -> problems.add(name + ": " + problem)));
        return problems;
    }

    @Override
    public void close() {
        turns.shutdownNow();
        if (bucket != null) {
            bucket.close();
        }
    }

    /** The places of a bucket for a command that only reads. Thread-safe. */
    public static final class BucketFilesReader implements AutoCloseable {
        private final Bucket bucket;
        private final String prefix;

        BucketFilesReader(BucketSettings settings) {
            this.bucket = new Bucket(settings);
            this.prefix = settings.prefix();
        }

        /** The files of a place. */
        public StoredFiles open(String name) {
            return new BucketFiles(bucket, BucketSettings.base(prefix, name), DiskRoom.endless(name, () -> true), null);
        }

        @Override
        public void close() {
            bucket.close();
        }
    }
}
