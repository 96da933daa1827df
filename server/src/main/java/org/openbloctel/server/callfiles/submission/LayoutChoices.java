package org.openbloctel.server.callfiles.submission;

import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The closed lists of the fields of a layout. Thread-safe. */
@Component
final class LayoutChoices {
    private final SubmissionTexts texts;

    LayoutChoices(SubmissionTexts texts) {
        this.texts = texts;
    }

    void addTo(Model model) {
        model.addAttribute("separators", texts.choices("submission.separator", ";", ",", "tab", "|"));
        model.addAttribute(
                "encodings", texts.choices("submission.encoding", "utf-8", "windows-1252", "utf-16le", "utf-16be"));
        model.addAttribute("yesOrNo", texts.choices("submission.answer", "yes", "no"));
    }
}
