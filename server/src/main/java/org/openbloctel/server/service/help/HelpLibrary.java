package org.openbloctel.server.service.help;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.server.service.help.HelpMarkdown.HelpFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The pages of the help: those that ship, and those of the operator's folder, which replace one of the same name. Read once, at the start.
 * A file that cannot be shown is left out, logged and listed; it never keeps a server from starting. Immutable, thread-safe.
 */
final class HelpLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(HelpLibrary.class);
    private static final String SHIPPED = "classpath*:help/pages/*.md";
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final int MAX_FILES = 500;
    private static final int MAX_BYTES = 200_000;

    private final Map<String, Map<String, HelpPage>> pages = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final HelpFile reader;

    private HelpLibrary(HelpFile reader) {
        this.reader = reader;
    }

    /** The pages that ship and those of a folder; null for no folder. */
    static HelpLibrary of(HelpFile reader, @Nullable Path folder) {
        HelpLibrary library = new HelpLibrary(reader);
        library.addShipped();
        if (folder != null) {
            library.addFolder(folder);
        }
        return library;
    }

    private void addShipped() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(SHIPPED)) {
                add(Objects.requireNonNull(file.getFilename()), file.getContentAsByteArray());
            }
        } catch (IOException e) {
            refuse(SHIPPED, "cannot be read");
        }
    }

    private void addFolder(Path folder) {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> HelpFile.isOne(file.getFileName().toString()))
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            refuse(folder.toString(), "the folder cannot be read");
            return;
        }
        if (files.size() > MAX_FILES) {
            refuse(folder.toString(), "more than " + MAX_FILES + " files; the others are left out");
        }
        files.stream().limit(MAX_FILES).forEach(this::addFile);
    }

    private void addFile(Path file) {
        String name = file.getFileName().toString();
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                refuse(name, "no plain file of at most " + MAX_BYTES + " bytes");
                return;
            }
            add(name, Files.readAllBytes(file));
        } catch (IOException e) {
            refuse(name, "cannot be read");
        }
    }

    private void add(String name, byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            HelpPage page = reader.read(name, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
            pages.computeIfAbsent(page.name(), any -> new TreeMap<>())
                    .put(page.language().getLanguage(), page);
        } catch (CharacterCodingException e) {
            refuse(name, "not UTF-8");
        } catch (HelpFileException e) {
            refuse(name, String.valueOf(e.getMessage()));
        }
    }

    private void refuse(String file, String reason) {
        LOG.warn("Page of the help left out: {}: {}", file, reason);
        faults.add(new Fault(file, reason));
    }

    /** The page of a name in a language; in another one where it is not written in that one. */
    Optional<HelpPage> find(String name, Locale language) {
        return Optional.ofNullable(pages.get(name)).map(versions -> best(versions, language));
    }

    private static HelpPage best(Map<String, HelpPage> versions, Locale language) {
        HelpPage own = versions.get(language.getLanguage());
        return own == null ? versions.values().iterator().next() : own;
    }

    /** Each page once, as a reader of a language sees it, in the order of the index. */
    List<HelpPage> in(Locale language) {
        return pages.values().stream()
                .map(versions -> best(versions, language))
                .sorted(Comparator.comparing(HelpPage::audience)
                        .thenComparingInt(HelpPage::order)
                        .thenComparing(HelpPage::title))
                .toList();
    }

    /** The files that were left out. */
    List<Fault> faults() {
        return List.copyOf(faults);
    }

    /**
     * A file that was left out.
     *
     * @param reason in English, as in the log
     */
    record Fault(String file, String reason) {}
}
