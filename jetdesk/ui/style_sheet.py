"""The one style sheet: standard controls in the colours and sizes of the design."""

from collections.abc import Callable
from dataclasses import asdict
from string import Template

from jetdesk.ui.theme import COLOUR_ROLES, TYPE, Tokens

_BASE = """
QWidget { color: $ink; }
QMainWindow, QDialog { background: $paper; }
QToolTip { background: $surface; color: $ink; border: 1px solid $rule; padding: 4px 8px; font-size: ${px_small}px; }
QSplitter { background: $paper; }
QSplitter::handle { background: $hairline; }
QStatusBar { background: $paper; color: $ink2; border-top: 1px solid $hairline; font-size: ${px_small}px; }
QStatusBar::item { border: 0; }
QScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }
QGroupBox { border: 0; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
"""

# ".QPushButton" means the class itself: the painted buttons of the design derive from it.
_BUTTONS = """
.QPushButton { background: $surface; border: 1px solid $edge; border-radius: 4px; min-height: 30px;
  padding: 0 14px; font-weight: 500; }
.QPushButton:hover { background: $sunken; }
.QPushButton:pressed { background: $wash; border-color: $fill; }
.QPushButton:disabled { border-color: $rule; color: $ink3; }
.QPushButton[kind="main"] { background: $fill; border-color: $fill; color: $on_fill; }
.QPushButton[kind="quiet"] { background: transparent; border-color: transparent; }
.QPushButton[kind="quiet"]:hover { background: $sunken; }
.QPushButton[kind="seal"] { background: $vermilion_fill; border-color: $vermilion_fill; color: $on_vermilion; }
.QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; min-height: 26px;
  min-width: 26px; }
.QToolButton:hover { background: $sunken; }
.QToolButton:pressed, .QToolButton:checked { background: $wash; }
QToolButton::menu-indicator { image: none; }
.QCheckBox, .QRadioButton { spacing: 10px; min-height: 20px; }
.QCheckBox:disabled, .QRadioButton:disabled { color: $ink3; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit, QComboBox {
  background: $surface; color: $ink; border: 1px solid $edge; border-radius: 4px;
  selection-background-color: $fill; selection-color: $on_fill; }
QLineEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit, QComboBox {
  min-height: 30px; padding: 0 8px; }
QAbstractSpinBox QLineEdit { background: transparent; border: 0; padding: 0 0 0 6px; min-height: 0; }
QLineEdit { lineedit-password-character: 8226; }
QPlainTextEdit, QTextEdit { padding: 2px 6px; }
QLineEdit:read-only, QPlainTextEdit[readOnly="true"], QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
  background: $paper; border-color: $hairline; }
QLineEdit[attention="true"], QPlainTextEdit[attention="true"], QComboBox[attention="true"],
QSpinBox[attention="true"] { border-color: $beni; }
QComboBox QAbstractItemView { background: $surface; color: $ink; border: 1px solid $rule; outline: 0;
  selection-background-color: $wash; selection-color: $ink; padding: 4px 0; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 10px; }
QComboBox::drop-down { border: 0; width: 28px; }
QSpinBox::up-button, QSpinBox::down-button { width: 20px; border: 0; background: transparent; }
"""

_VIEWS = """
QTableView, QListView, QTreeView, QListWidget, QTableWidget, QTreeWidget {
  background: transparent; border: 0; outline: 0; gridline-color: transparent;
  selection-background-color: $wash; selection-color: $ink; }
QListView::item:hover, QTableView::item:hover { background: $sunken; }
QListView::item:selected, QTableView::item:selected { background: $wash; color: $ink; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: $ink3; border: 0; border-bottom: 1px solid $rule;
  padding: 0 8px; min-height: 31px; font-size: ${px_small}px; font-weight: 400; }
QTableCornerButton::section { background: transparent; border: 0; }
QTabBar { background: transparent; border: 0; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $ink2; border: 0; border-bottom: 2px solid transparent;
  padding: 0 0 2px 0; margin-right: 24px; min-height: 32px; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $fill; font-weight: 600; }
QTabWidget::pane { border: 0; border-top: 1px solid $hairline; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $rule; border-radius: 2px; min-height: 32px; margin: 2px 3px; }
QScrollBar::handle:horizontal { background: $rule; border-radius: 2px; min-width: 32px; margin: 3px 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }
"""

_POPUPS = """
QMenu { background: $surface; border: 1px solid $rule; padding: 4px 0; }
QMenu::item { padding: 6px 24px 6px 14px; min-height: 18px; color: $ink; }
QMenu::item:selected { background: $wash; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 0; }
QMenu::icon { padding-left: 12px; }
QProgressBar { background: transparent; border: 1px solid $rule; border-radius: 0; max-height: 6px;
  color: transparent; }
QProgressBar::chunk { background: $fill; }
"""

_FRAMES = """
QFrame[line="hairline"] { background: $hairline; border: 0; }
QFrame[line="rule"] { background: $rule; border: 0; }
QFrame[line="vermilion"] { background: $vermilion; border: 0; }
"""


def style_sheet(t: Tokens, px: Callable[[str], int]) -> str:
    """The text for QApplication.setStyleSheet; `px` gives the size of a type role at the chosen text size."""
    sizes = {f"px_{role}": str(px(role)) for role in TYPE}
    text = "".join((_BASE, _BUTTONS, _FIELDS, _VIEWS, _POPUPS, _FRAMES, _label_rules(), _ground_rules()))
    return Template(text).substitute(asdict(t), **sizes)


def _label_rules() -> str:
    """QLabel by the properties `role`, `tone` and `weight`; a role brings its weight."""
    roles = (f'*[role="{r}"] {{ font-size: ${{px_{r}}}px; font-weight: {w}; }}' for r, (_, _, w) in TYPE.items())
    tones = (f'*[tone="{c}"] {{ color: ${c}; }}' for c in COLOUR_ROLES)
    weights = (f'*[weight="{w}"] {{ font-weight: {w}; }}' for w in (400, 500, 600))
    return "\n".join((*roles, *tones, *weights)) + "\n"


def _ground_rules() -> str:
    """Panes by the property `ground`: a flat plane of one colour."""
    return "\n".join(f'*[ground="{c}"] {{ background-color: ${c}; }}' for c in COLOUR_ROLES) + "\n"
