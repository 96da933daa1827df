package org.openbloctel.server.calls.call;

import static org.openbloctel.server.platform.access.SignedIn.Role.OPERATOR;
import static org.openbloctel.server.platform.access.SignedIn.Role.OWNER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.calls.call.RefusalList;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.ListRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.calls.call.CallPages.RefusalForm;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.forms.FileForm;
import org.openbloctel.server.platform.forms.FormRefusals;
import org.openbloctel.server.platform.forms.SentFields;
import org.openbloctel.server.platform.pages.RefusalProse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** A file of refusals, taken onto the list with a report line by line. The file is read as it comes and kept nowhere. */
@Controller
record RefusalFilePages(RefusalList list, Mandates mandates, FormRefusals refusals, RefusalProse prose) {
    private static final String FORM = "form";
    /** So many wrong lines are named. */
    private static final int MAX_NAMED = 200;

    @Access(member = {OWNER, OPERATOR})
    @GetMapping("/pro/appels/refus/liste")
    String form(SignedIn.Member who, Model model) {
        model.addAttribute(FORM, RefusalForm.EMPTY);
        return page(who, model);
    }

    @Access(member = {OWNER, OPERATOR})
    @PostMapping("/pro/appels/refus/liste")
    String take(SignedIn.Member who, HttpServletRequest request, HttpServletResponse response, Model model)
            throws IOException {
        SentFields sent = new SentFields();
        try {
            RefusalFile file = FileForm.read(request, sent::add, (name, content) -> RefusalFile.read(content));
            RefusalForm form = form(sent);
            RefusalList.Taken taken = list.take(CallPages.principal(mandates, who, form), who.actor(), file.told());
            model.addAttribute(FORM, form);
            model.addAttribute("taken", taken);
            model.addAttribute("wrong", wrong(file, taken));
        } catch (RefusedException refused) {
            show(refused.refusal(), FileForm.refused(request, response, model, FORM, form(sent)));
        }
        return page(who, model);
    }

    private static RefusalForm form(SentFields sent) {
        return new RefusalForm(sent.last("principal"), "", "");
    }

    private void show(Refusal refusal, BindingResult result) {
        switch (refusal) {
            case RequestRefusal.UnreadableField unreadable
            when unreadable.field().equals("file") ->
                result.rejectValue("file", refusal.code(), refusals.done("call.list.unreadable"));
            case RequestRefusal.UnreadableField unreadable
            when unreadable.field().equals("principal") -> prose.reject(result, "principal", refusal);
            case CompanyRefusal.NoMandate none -> prose.reject(result, "principal", refusal);
            default -> prose.reject(result, "file", refusal);
        }
    }

    private List<Wrong> wrong(RefusalFile file, RefusalList.Taken taken) {
        List<Wrong> wrong = new ArrayList<>();
        taken.refused().forEach((at, refusal) -> {
            if (wrong.size() < MAX_NAMED) {
                wrong.add(new Wrong(file.lines().get(at), prose.whole(refusal)));
            }
        });
        return wrong;
    }

    private String page(SignedIn.Member who, Model model) {
        model.addAttribute("principals", CallPages.choices(mandates, who));
        model.addAttribute("most", RefusalList.MAX);
        return "call/take";
    }

    /** A line that was not taken, and why. */
    record Wrong(int line, String why) {}

    /**
     * A file of refusals, a line each: the number, and behind a semicolon, a comma or a tab the day, where it is known. A first line
     * without a digit is a header. Immutable.
     *
     * @param lines the number of each refusal's line, from 1
     * @param told the refusals
     */
    record RefusalFile(List<Integer> lines, List<RefusalList.Told> told) {
        private static final int MAX_BYTES = 2 << 20;

        static RefusalFile read(InputStream in) throws IOException {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new RefusedException(new RequestRefusal.TooLarge());
            }
            String text = text(bytes);
            if (text.indexOf('\0') >= 0) {
                throw new RefusedException(
                        new RequestRefusal.UnreadableField("file")); // a workbook, or nothing that is text
            }
            List<Integer> lines = new ArrayList<>();
            List<RefusalList.Told> told = new ArrayList<>();
            int number = 0;
            for (String line : text.lines().toList()) {
                number++;
                boolean header = number == 1 && line.chars().noneMatch(Character::isDigit);
                if (header || line.isBlank()) {
                    continue;
                }
                String[] fields = line.split("[;,\t|]", -1);
                lines.add(number);
                told.add(new RefusalList.Told(field(fields, 0), field(fields, 1)));
                if (told.size() > RefusalList.MAX) {
                    throw new RefusedException(new ListRefusal.TooManyNumbers(RefusalList.MAX));
                }
            }
            if (told.isEmpty()) {
                throw new RefusedException(new RequestRefusal.UnreadableField("file"));
            }
            return new RefusalFile(List.copyOf(lines), List.copyOf(told));
        }

        private static String field(String[] fields, int at) {
            return at < fields.length
                    ? fields[at].strip().replaceAll("^\"|\"$", "").strip()
                    : "";
        }

        private static String text(byte[] bytes) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return text.startsWith("\ufeff") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                return new String(bytes, Charset.forName("windows-1252"));
            }
        }

        /** Without the numbers. */
        @Override
        public String toString() {
            return "RefusalFile[" + lines.size() + "]";
        }
    }
}
