from pinzhi.studio.forms.parts import FORMS, PartForm
from pinzhi.studio.forms.uploading import UploadForm

__all__ = ["FORMS", "PartForm", "UploadForm"]
