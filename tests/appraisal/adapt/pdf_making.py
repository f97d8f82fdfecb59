"""Small PDF documents, written by hand: a page is a list of lines."""

from collections.abc import Sequence


def make_pdf(*pages: Sequence[str], about: str = "", root: str = "") -> bytes:
    """A PDF with these lines in Helvetica; ``about`` goes into its information."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids ["
        + " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
        + "] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        "/Encoding /WinAnsiEncoding >>",
        f"<< {about} >>",
    ]
    for number, lines in enumerate(pages):
        content = _content(lines)
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
            f"<< /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    return assemble(objects)


def _content(lines: Sequence[str]) -> str:
    shown = "\n".join(
        f"1 0 0 1 50 {780 - 14 * n} Tm ({_escaped(line)}) Tj"
        for n, line in enumerate(lines)
        if line
    )
    return f"BT /F1 11 Tf\n{shown}\nET"


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def assemble(objects: Sequence[str]) -> bytes:
    """A PDF of these objects: the first is its root, the fourth what is said of it."""
    out, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{written}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R /Info 4 0 R >>\n"
    start = len(out)
    head = f"xref\n0 {size}\n0000000000 65535 f \n"
    return out + f"{head}{table}{trailer}startxref\n{start}\n%%EOF".encode("ascii")
