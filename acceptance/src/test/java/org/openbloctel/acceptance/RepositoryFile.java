package org.openbloctel.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;

/** A file of the repository: its path from the root, with slashes, its length in bytes, and its content when asked for. */
record RepositoryFile(String path, long length, Supplier<byte[]> content) {
    private static final Set<String> SOURCE_EXTENSIONS = Set.of(
            "java", "xml", "md", "yaml", "yml", "properties", "json", "sh", "sql", "html", "css", "js", "config");
    private static final Set<String> SOURCE_NAMES =
            Set.of("Makefile", "bloctel", ".gitignore", ".gitattributes", ".editorconfig", "LICENSE");

    static RepositoryFile of(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new RepositoryFile(path, bytes.length, () -> bytes);
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String folder() {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    boolean isJava() {
        return name().endsWith(".java");
    }

    boolean isTestJava() {
        return isJava() && path.contains("src/test/java/");
    }

    /** Written by hand, as text. Test resources are not: the odd bytes of a sample are the point of it. */
    boolean isSource() {
        if (path.contains("src/test/resources/")) {
            return false;
        }
        String extension = name().substring(name().lastIndexOf('.') + 1);
        return SOURCE_EXTENSIONS.contains(extension)
                || SOURCE_NAMES.contains(name())
                || path.startsWith("bin/")
                || path.startsWith(".ci/");
    }

    String text() {
        return new String(content.get(), StandardCharsets.UTF_8);
    }
}
