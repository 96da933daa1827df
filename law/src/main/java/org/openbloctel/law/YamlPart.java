package org.openbloctel.law;

import java.io.StringReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A part of a file that knows its line. Scalars are taken as they are written: YAML's own idea of dates, numbers and "no" never comes
 * in. Anything of another kind is a {@link LawFileException}.
 *
 * @param file the file's name
 * @param node the part
 */
record YamlPart(String file, Node node) {
    /** The whole of a file. */
    static YamlPart of(String file, String text) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root == null) {
                throw new LawFileException(file, 1, "nothing is in it");
            }
            return new YamlPart(file, root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new LawFileException(file, line, String.valueOf(e.getProblem()));
        }
    }

    LawFileException fault(String what) {
        return new LawFileException(file, node.getStartMark().getLine() + 1, what);
    }

    /** Its keys and what is under them; no key comes twice. */
    Map<String, YamlPart> entries() {
        if (!(node instanceof MappingNode mapping)) {
            throw fault("keys and values are wanted here");
        }
        Map<String, YamlPart> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = new YamlPart(file, tuple.getKeyNode()).text();
            if (entries.put(key, new YamlPart(file, tuple.getValueNode())) != null) {
                throw new YamlPart(file, tuple.getKeyNode()).fault("the key " + key + " comes twice");
            }
        }
        return entries;
    }

    /** Its keys, which must be among these. */
    Map<String, YamlPart> entries(Set<String> known) {
        Map<String, YamlPart> entries = entries();
        entries.forEach((key, part) -> {
            if (!known.contains(key)) {
                throw part.fault("unknown key " + key + "; known here: " + String.join(", ", known));
            }
        });
        return entries;
    }

    /** What is under a key that must be there. */
    YamlPart at(String key) {
        YamlPart part = optional(key);
        if (part == null) {
            throw fault(key + " is missing");
        }
        return part;
    }

    @Nullable
    YamlPart optional(String key) {
        return entries().get(key);
    }

    /** A text that is not empty. */
    String text() {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw fault("a text is wanted here");
        }
        return scalar.getValue();
    }

    LocalDate day() {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeParseException e) {
            throw fault("a day is wanted here, such as 2026-08-11");
        }
    }

    List<YamlPart> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw fault("a list is wanted here");
        }
        List<YamlPart> parts = new ArrayList<>();
        sequence.getValue().forEach(item -> parts.add(new YamlPart(file, item)));
        return parts;
    }

    /** A text in both languages. */
    Bilingual bilingual() {
        entries(Set.of("fr", "en"));
        return new Bilingual(at("fr").text(), at("en").text());
    }

    /** As a reader sees it: a text, or the texts of a list with commas between them. */
    String shown() {
        return node instanceof SequenceNode
                ? String.join(", ", list().stream().map(YamlPart::shown).toList())
                : text();
    }
}
