package org.openbloctel.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** House rules on templates: their words stand in the bundles, and each is used. */
final class TemplateRules {
    private static final String FOLDER = "src/main/resources/templates/";

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->|<!DOCTYPE[^>]*>|<\\?.*?\\?>", Pattern.DOTALL);
    private static final Pattern INLINED = Pattern.compile("\\[\\[.*?]]|\\[\\(.*?\\)]", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^<>\"]*(\"[^\"]*\"[^<>\"]*)*>");
    private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");
    private static final Pattern SPOKEN_ATTRIBUTE =
            Pattern.compile("\\s(alt|title|placeholder|aria-label|data-label|value|summary|content)=\"([^\"]*)\"");
    private static final Pattern CONDITION = Pattern.compile("\\sth:(if|unless|each|switch|case)=");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2}");

    private TemplateRules() {}

    /** Words between the tags, and in the attributes that are read out. */
    static List<Fault> literalTexts(List<RepositoryFile> files) {
        List<Fault> faults = new ArrayList<>();
        for (RepositoryFile file : templates(files)) {
            String text = COMMENT.matcher(file.text()).replaceAll("");
            String between = ENTITY.matcher(
                            TAG.matcher(INLINED.matcher(text).replaceAll("")).replaceAll("\n"))
                    .replaceAll("");
            between.lines()
                    .filter(line -> WORD.matcher(line).find())
                    .forEach(line -> faults.add(new Fault(file.path(), "not from a bundle: " + line.strip())));
            Matcher attribute = SPOKEN_ATTRIBUTE.matcher(text);
            while (attribute.find()) {
                if (attribute.group(2).contains(" ") && isSpoken(attribute.group(1), attribute.group(2))) {
                    faults.add(new Fault(
                            file.path(),
                            "not from a bundle: " + attribute.group().strip()));
                }
            }
        }
        return faults;
    }

    /** Templates that neither code nor another template names. */
    static List<Fault> unusedTemplates(List<RepositoryFile> files) {
        Map<RepositoryFile, String> users = files.stream()
                .filter(((Predicate<RepositoryFile>) RepositoryFile::isJava)
                        .and(file -> !file.isTestJava())
                        .or(TemplateRules::isTemplate))
                .collect(Collectors.toMap(Function.identity(), RepositoryFile::text));
        return templates(files).stream()
                .filter(template -> users.entrySet().stream()
                        .filter(user -> !user.getKey().equals(template))
                        .noneMatch(user -> names(user.getValue(), name(template))))
                .map(template -> new Fault(template.path(), "no code and no other template names it"))
                .toList();
    }

    /** Tags that are replaced: Thymeleaf does that first, and never looks at a condition beside it. */
    static List<Fault> conditionsPassedOver(List<RepositoryFile> files) {
        List<Fault> faults = new ArrayList<>();
        for (RepositoryFile file : templates(files)) {
            TAG.matcher(file.text())
                    .results()
                    .map(MatchResult::group)
                    .filter(tag -> tag.contains(" th:replace=")
                            && CONDITION.matcher(tag).find())
                    .forEach(tag -> faults.add(new Fault(file.path(), "put the condition around it: " + tag)));
        }
        return faults;
    }

    /** Pages with a form whose title does not say that it was refused. */
    static List<Fault> refusalsMissingFromTheTitle(List<RepositoryFile> files) {
        return templates(files).stream()
                .filter(template -> template.text().contains(":: page(")
                        && template.text().contains("~{fragments/form :: errors}")
                        && !template.text().contains(" failed=${"))
                .map(template -> new Fault(template.path(), "give page(…) its failed=${#fields.hasErrors('form.*')}"))
                .toList();
    }

    private static boolean names(String text, String name) {
        // A mail's name begins behind the folder of mails.
        String behind = name.startsWith("mail/") ? name.substring("mail/".length()) : name;
        return text.contains("\"" + name + "\"")
                || text.contains("\"" + behind + "\"")
                || text.contains("~{" + name + " ")
                || text.contains("~{" + behind + " ");
    }

    /** The window's settings are not recorded. */
    private static boolean isSpoken(String attribute, String value) {
        return !(attribute.equals("content") && (value.contains("=") || value.equals("light dark")));
    }

    private static List<RepositoryFile> templates(List<RepositoryFile> files) {
        return files.stream().filter(TemplateRules::isTemplate).toList();
    }

    private static boolean isTemplate(RepositoryFile file) {
        return file.path().contains(FOLDER) && file.name().endsWith(".html");
    }

    private static String name(RepositoryFile template) {
        String path = template.path();
        return path.substring(path.indexOf(FOLDER) + FOLDER.length(), path.length() - ".html".length());
    }
}
