package org.openbloctel.server.calls.consent;

import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.calls.consent.ConsentFields;
import org.openbloctel.registry.calls.consent.ConsentImports;
import org.openbloctel.registry.calls.consent.ConsentLinks;
import org.openbloctel.registry.calls.consent.KeptImport;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FileForm;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.pages.CsvTable;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A file of consents, taken with a report line by line. The file is read as it comes and kept nowhere; the report is, for a while. */
@Controller
record ConsentImportPages(ConsentImports imports, ConsentLinks links, RefusalProse prose, MessageSource texts) {
    private static final String ROOT = "/pro/consentements/import";
    /** So many refused lines are shown; the file has all. */
    private static final int SHOWN = 200;

    private static final int REPORTS = 20;

    @Access(member = {OWNER, OPERATOR})
    @GetMapping(ROOT)
    String form(SignedIn.Member who, Model model) {
        return page(who, null, model);
    }

    private String page(SignedIn.Member who, @Nullable String wrong, Model model) {
        model.addAttribute("wrong", wrong);
        model.addAttribute("most", ConsentImports.MAX);
        model.addAttribute("columns", ConsentFields.Column.values());
        model.addAttribute("reports", imports.latest(who.company(), REPORTS));
        return "consent/import";
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping(ROOT)
    String take(SignedIn.Member who, HttpServletRequest request, Model model) throws IOException {
        try {
            UUID id = FileForm.read(request, (name, value) -> {}, (name, content) -> taken(who, name, content));
            return "redirect:" + ROOT + "/" + id;
        } catch (RefusedException refused) {
            FileForm.drain(request);
            FormRefusals.answer(HttpStatus.UNPROCESSABLE_CONTENT);
            return page(who, why(refused), model);
        }
    }

    private UUID taken(SignedIn.Member who, String name, InputStream content) throws IOException {
        if (name.isBlank()) {
            throw new RefusedException(new RequestRefusal.UnreadableField("file"));
        }
        return imports.keep(who.company(), imports.take(who.company(), who.actor(), false, content));
    }

    private String why(RefusedException refused) {
        return refused.refusal() instanceof RequestRefusal.UnreadableField
                ? say("consent.import.none")
                : prose.whole(refused.refusal());
    }

    @Access(member = {OWNER, OPERATOR})
    @GetMapping(ROOT + "/{id}")
    String report(SignedIn.Member who, @PathVariable("id") UUID id, Model model) {
        KeptImport report = imports.kept(who.company(), id);
        model.addAttribute("report", report);
        model.addAttribute(
                "lines",
                imports.lines(report, true, SHOWN).stream().map(this::shown).toList());
        return "consent/import-report";
    }

    /**
     * A line of the report in words.
     *
     * @param line its place
     * @param reference the company's name for it
     * @param code of the refusal
     * @param why what is wrong
     * @param cure what to do
     */
    public record Shown(int line, String reference, String code, String why, String cure) {}

    private Shown shown(KeptImport.Line line) {
        String code = Objects.requireNonNull(line.code(), "only refused ones are asked for");
        RefusalProse.Said said =
                prose.of(code, named(line, LocaleContextHolder.getLocale()), LocaleContextHolder.getLocale());
        return new Shown(line.line(), text(line.reference()), code, said.detail(), said.cure());
    }

    /** What a refusal names, with the names that a French file has for its columns. */
    private static List<String> named(KeptImport.Line line, Locale locale) {
        if (!locale.getLanguage().equals("fr")) {
            return line.arguments();
        }
        Map<String, String> french = Stream.of(ConsentFields.Column.values())
                .collect(Collectors.toMap(ConsentFields.Column::field, ConsentFields.Column::french));
        return line.arguments().stream()
                .map(argument -> Stream.of(argument.split(", ", -1))
                        .map(name -> french.getOrDefault(name, name))
                        .collect(Collectors.joining(", ")))
                .toList();
    }

    /** All lines, for a spreadsheet. */
    @Access(member = {OWNER, OPERATOR})
    @GetMapping(ROOT + "/{id}/rapport.csv")
    ResponseEntity<String> file(SignedIn.Member who, @PathVariable("id") UUID id) {
        CsvTable table = new CsvTable()
                .row(List.of(
                        say("consent.import.line"),
                        say("consent.company.reference"),
                        say("consent.import.state"),
                        say("consent.import.id"),
                        say("consent.import.link"),
                        say("consent.import.code"),
                        say("consent.import.why"),
                        say("consent.import.cure")));
        Locale locale = LocaleContextHolder.getLocale();
        for (KeptImport.Line line : imports.lines(imports.kept(who.company(), id), false, ConsentImports.MAX + 1)) {
            table.row(cells(line, locale));
        }
        return table.download(say("consent.import.report.name"));
    }

    private List<String> cells(KeptImport.Line line, Locale locale) {
        String number = Integer.toString(line.line());
        String reference = text(line.reference());
        String code = line.code();
        if (code == null) {
            String state = say(line.known() ? "consent.import.state.known" : "consent.import.state.fresh");
            UUID id = Objects.requireNonNull(line.id(), "what is not refused is a consent");
            return List.of(number, reference, state, id.toString(), links.of(id), "", "", "");
        }
        RefusalProse.Said said = prose.of(code, named(line, locale), locale);
        return List.of(
                number, reference, say("consent.import.state.refused"), "", "", code, said.detail(), said.cure());
    }

    /** The first line, and an example that is refused when it is sent as it stands: its digest is none. */
    @Access(member = {OWNER, OPERATOR})
    @GetMapping(ROOT + "/modele.csv")
    ResponseEntity<String> template() {
        boolean french = LocaleContextHolder.getLocale().getLanguage().equals("fr");
        List<ConsentFields.Column> columns = List.of(ConsentFields.Column.values());
        return new CsvTable()
                .row(columns.stream()
                        .map(column -> french ? column.french() : column.field())
                        .toList())
                .row(columns.stream()
                        .map(column -> say("consent.import.example." + column))
                        .toList())
                .download(say("consent.import.template.name"));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private String say(String key) {
        return texts.getMessage(key, null, LocaleContextHolder.getLocale());
    }
}
