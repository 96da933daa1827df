package org.openbloctel.server.callfiles.sftp;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.SftpKeys;
import org.openbloctel.registry.callfiles.intake.Arrivals;
import org.openbloctel.registry.callfiles.intake.Inbox;
import org.openbloctel.registry.calls.campaign.CampaignFolders;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SftpRefusal;

/**
 * The folders as one who is signed in sees them: {@code /in} and {@code /in/CAMPAIGN} to drop files into, {@code /out} and {@code
 * /out/CAMPAIGN} to take answers from. There is nothing else, and nothing of the real disk behind it. Used by the one thread of a
 * connection.
 */
final class Tree {
    private static final String IN = "in";
    private static final String OUT = "out";
    private static final long CACHED_NANOS = 1_000_000_000L;
    private static final int MAX_REMEMBERED = 50;

    private final SftpKeys.Key who;
    private final String network;
    private final Inbox inbox;
    private final CampaignFolders campaigns;
    private final ResultFolders answers;
    private final Instant begun;
    private final Map<List<String>, Node> taken = new LinkedHashMap<>();
    private Cached cached = new Cached("", Map.of(), 0, false);

    Tree(
            SftpKeys.Key who,
            String network,
            Inbox inbox,
            CampaignFolders campaigns,
            ResultFolders answers,
            Instant begun) {
        this.who = who;
        this.network = network;
        this.inbox = inbox;
        this.campaigns = campaigns;
        this.answers = answers;
        this.begun = begun;
    }

    /** What is listed of a folder one after the other would else be looked up for each of its files. */
    private record Cached(String folder, Map<String, ResultFolders.Answer> answers, long nanos, boolean filled) {
        boolean holds(String asked) {
            return filled && folder.equals(asked) && System.nanoTime() - nanos < CACHED_NANOS;
        }
    }

    /**
     * Something in the tree.
     *
     * @param folder whether it has others in it
     * @param writable whether it may be written to, or into
     */
    record Node(boolean folder, boolean writable, long size, Instant at) {}

    /** What lies there. */
    Optional<Node> find(List<String> path) {
        Optional<Node> folder = folder(path);
        return folder.isPresent() ? folder : file(path);
    }

    private Optional<Node> folder(List<String> path) {
        boolean known = switch (path.size()) {
            case 0 -> true;
            case 1 -> isRoot(path.getFirst());
            case 2 ->
                isRoot(path.getFirst())
                        && folderId(path.getFirst(), path.get(1)).isPresent();
            default -> false;
        };
        return known
                ? Optional.of(new Node(true, !path.isEmpty() && path.getFirst().equals(IN), 0, begun))
                : Optional.empty();
    }

    private static boolean isRoot(String name) {
        return name.equals(IN) || name.equals(OUT);
    }

    /** The id of a campaign's folder. One that is over takes nothing more; its answers stay for a while. */
    private Optional<String> folderId(String root, String name) {
        return campaigns
                .find(who.company(), name)
                .filter(folder -> root.equals(OUT) || folder.open())
                .map(folder -> folder.campaign().id().toString());
    }

    private Optional<Node> file(List<String> path) {
        Optional<String> folder = folderOf(path);
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        if (path.getFirst().equals(OUT)) {
            return Optional.ofNullable(answers(folder.get()).get(path.getLast()))
                    .map(answer -> new Node(false, false, answer.size(), answer.at()));
        }
        return inbox.find(who.company(), folder.get(), path.getLast())
                .map(file -> new Node(false, true, file.size(), file.changedAt()))
                .or(() -> Optional.ofNullable(taken.get(path)));
    }

    /** The id of the campaign in whose folder a file would be; empty text for none, nothing where no file can be. */
    private Optional<String> folderOf(List<String> path) {
        return switch (path.size()) {
            case 2 -> Optional.of("").filter(none -> folder(path.subList(0, 1)).isPresent());
            case 3 -> Optional.of(path.getFirst()).filter(Tree::isRoot).flatMap(root -> folderId(root, path.get(1)));
            default -> Optional.empty();
        };
    }

    private Map<String, ResultFolders.Answer> answers(String folder) {
        if (!cached.holds(folder)) {
            cached = new Cached(
                    folder, answers.in(who.company(), folder, who.actor(), network), System.nanoTime(), true);
        }
        return cached.answers();
    }

    /** The names in a folder. */
    Set<String> list(List<String> path) {
        Set<String> names = new TreeSet<>();
        switch (path.size()) {
            case 0 -> names.addAll(List.of(IN, OUT));
            case 1 -> {
                folders(path.getFirst()).forEach(names::add);
                names.addAll(files(path.getFirst(), ""));
            }
            default ->
                names.addAll(files(
                        path.getFirst(), folderId(path.getFirst(), path.get(1)).orElseThrow()));
        }
        return names;
    }

    private List<String> folders(String root) {
        return campaigns.of(who.company()).stream()
                .filter(folder -> root.equals(OUT) || folder.open())
                .map(CampaignFolders.Folder::name)
                .toList();
    }

    private List<String> files(String root, String folder) {
        if (root.equals(OUT)) {
            cached = new Cached("", Map.of(), 0, false);
            return List.copyOf(answers(folder).keySet());
        }
        return inbox.list(who.company(), folder).stream()
                .map(Inbox.Incoming::name)
                .toList();
    }

    /** Opens a file, to be read from {@code out}, or to be written into {@code in}. */
    SeekableByteChannel open(List<String> path, Set<? extends OpenOption> options) throws IOException {
        String folder = folderOf(path).orElseThrow(() -> new RefusedException(new SftpRefusal.NoSuchFile()));
        boolean write = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
        if (path.getFirst().equals(OUT)) {
            if (write) {
                throw new RefusedException(new SftpRefusal.ReadOnly());
            }
            ResultFolders.Answer answer = Optional.ofNullable(answers(folder).get(path.getLast()))
                    .orElseThrow(() -> new RefusedException(new SftpRefusal.NoSuchFile()));
            return new AnswerChannel(answer);
        }
        if (!write || folder(path).isPresent()) {
            throw new RefusedException(new SftpRefusal.ReadOnly());
        }
        refuseNameOfFolder(path);
        boolean there = inbox.find(who.company(), folder, path.getLast()).isPresent();
        if (there && options.contains(StandardOpenOption.CREATE_NEW)) {
            throw new RefusedException(new SftpRefusal.AlreadyThere());
        }
        boolean create = options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW);
        if (!there && !create) {
            throw new RefusedException(new SftpRefusal.NoSuchFile());
        }
        boolean afresh = options.contains(StandardOpenOption.TRUNCATE_EXISTING);
        return new IncomingChannel(
                inbox.open(place(path, folder), who.actor(), path.getLast(), afresh),
                arrival -> remember(path, arrival));
    }

    /**
     * Refuses a file for no campaign whose name has no ending. A client that says {@code put prospects.csv /in/CAMPAIGN} makes such a file as soon
     * as the folder is not there: its campaign is over, its mandate has ended, its name is misspelt. The answer would be about the list alone.
     */
    private static void refuseNameOfFolder(List<String> path) {
        String name = path.getLast();
        if (path.size() == 2 && name.indexOf('.') < 0 && !Inbox.isTemporary(name)) {
            throw new RefusedException(new SftpRefusal.NoEnding());
        }
    }

    private Arrivals.Folder place(List<String> path, String folder) {
        UUID principal = folder.isEmpty()
                ? who.company()
                : campaigns
                        .find(who.company(), path.get(1))
                        .orElseThrow(() -> new RefusedException(new SftpRefusal.NoSuchFile()))
                        .campaign()
                        .principal();
        return new Arrivals.Folder(who.company(), principal, folder);
    }

    /** Many programs ask for the size of a file that they have just sent, to be sure. */
    private void remember(List<String> path, Arrivals.Arrival arrival) {
        taken.put(List.copyOf(path), new Node(false, true, arrival.size(), arrival.at()));
        if (taken.size() > MAX_REMEMBERED) {
            taken.remove(taken.keySet().iterator().next());
        }
        cached = new Cached("", Map.of(), 0, false);
    }

    /** Gives a file another name. */
    void rename(List<String> from, List<String> to, boolean replace) throws IOException {
        Arrivals.Folder source = droppedAt(from);
        Arrivals.Folder target = droppedAt(to);
        if (folder(to).isPresent()) {
            throw new RefusedException(new SftpRefusal.AlreadyThere());
        }
        refuseNameOfFolder(to);
        inbox.rename(source, from.getLast(), target, to.getLast(), replace).ifPresent(arrival -> remember(to, arrival));
    }

    private Arrivals.Folder droppedAt(List<String> path) {
        if (path.isEmpty() || !path.getFirst().equals(IN)) {
            throw new RefusedException(new SftpRefusal.ReadOnly());
        }
        String folder = folderOf(path).orElseThrow(() -> new RefusedException(new SftpRefusal.NoSuchFile()));
        return place(path, folder);
    }

    /** Gives up a file that is not taken yet. */
    void delete(List<String> path) throws IOException {
        if (folder(path).isPresent()) {
            throw new RefusedException(new SftpRefusal.ReadOnly());
        }
        Arrivals.Folder place = droppedAt(path);
        inbox.delete(place.company(), place.folder(), path.getLast());
    }
}
