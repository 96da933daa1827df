package org.openbloctel.bench.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A note beside generated files: what they were made from, and how long they are. It is written last, so a half-made file has none. */
public final class Stamp {

    private final Path note;
    private final String parameters;

    public Stamp(Path file, String parameters) {
        note = file.resolveSibling(file.getFileName() + ".stamp");
        this.parameters = parameters;
    }

    public boolean holds(List<Path> files) throws IOException {
        return Files.exists(note)
                && files.stream().allMatch(Files::exists)
                && Files.readString(note).equals(text(files));
    }

    public void write(List<Path> files) throws IOException {
        Files.writeString(note, text(files));
    }

    private String text(List<Path> files) throws IOException {
        StringBuilder text = new StringBuilder(parameters).append('\n');
        for (Path file : files) {
            text.append(Files.size(file)).append(' ').append(file.getFileName()).append('\n');
        }
        return text.toString();
    }
}
