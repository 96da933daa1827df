package org.openbloctel.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.openbloctel.server.platform.mail.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the demo's mails end: kept in a folder, to be looked at. At most {@value #KEPT}, the newest first. Thread-safe.
 */
final class DemoMailbox implements Mail.Route {
    private static final int KEPT = 500;
    private static final Logger LOG = LoggerFactory.getLogger(DemoMailbox.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final InstantSource clock;
    private final List<Kept> mails = new CopyOnWriteArrayList<>();

    /** A mailbox in this folder, with what is in it already. */
    DemoMailbox(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".json"))
                        .flatMap(file -> read(file).stream())
                        .sorted(java.util.Comparator.comparing(Kept::at).reversed())
                        .limit(KEPT)
                        .forEach(mails::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mail; nothing of a file that cannot be read: the demo starts without it. */
    private static Optional<Kept> read(Path file) {
        try {
            return Optional.of(JSON.readValue(file, Kept.class));
        } catch (JacksonException e) {
            LOG.warn("A mail of the demo's mailbox cannot be read, and is left out: {}", file);
            return Optional.empty();
        }
    }

    @Override
    public synchronized void send(Mail mail) {
        Kept kept = new Kept(clock.instant(), mail);
        Path part = folder.resolve(mail.id() + ".part");
        JSON.writeValue(part, kept);
        try {
            Files.move(part, folder.resolve(mail.id() + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mails.removeIf(other -> other.mail().id().equals(mail.id()));
        mails.addFirst(kept);
        if (mails.size() > KEPT) {
            mails.removeLast();
        }
    }

    /** All, the newest first. */
    public List<Kept> mails() {
        return new ArrayList<>(mails);
    }

    /** One of them. */
    public Optional<Kept> mail(UUID id) {
        return mails.stream().filter(kept -> kept.mail().id().equals(id)).findFirst();
    }

    /**
     * A mail in the box.
     *
     * @param at when it came
     */
    public record Kept(Instant at, Mail mail) {}
}
