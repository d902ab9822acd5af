"""CSV files of the data folder as typed frames."""

from sfwf_data.loader.loading import corrections, describe, load, reports, tables
from sfwf_data.loader.schema import Schema, data_folder

__all__ = ["Schema", "corrections", "data_folder", "describe", "load", "reports", "tables"]
