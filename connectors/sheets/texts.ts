import { defineTexts } from "../contract/index.ts";

export const sheetTexts = defineTexts(
  "sheet",
  {
    "too-large": "Tệp lớn hơn {megabytes} MB. Hãy chia tệp thành nhiều phần rồi gửi lại.",
    "not-text": "Tệp này không phải CSV. Hãy lưu lại bằng Excel, chọn “CSV UTF-8”, rồi gửi lại.",
    "line-too-long": "Dòng {line} quá dài hoặc quá nhiều cột (giới hạn {columns} cột). Hãy kiểm tra lại tệp.",
    "too-many-rows": "Tệp có hơn {rows} dòng; phần sau chưa được đọc. Hãy chia tệp ra rồi gửi tiếp.",
    empty: "Tệp không có dòng nào. Hãy kiểm tra lại tệp đã chọn.",
    unreadable: "Không đọc được tệp: thường là một dấu ngoặc kép mở mà không đóng. Hãy sửa rồi gửi lại.",
    "unreadable-near":
      "Không đọc được tệp ở gần dòng {line}: thường là một dấu ngoặc kép mở mà không đóng. Hãy sửa rồi gửi lại.",
    "formula-error": "Dòng {row}, cột {column}: công thức trong ô bị lỗi ({value}). Hãy sửa ô này.",
    "not-xlsx": "Tệp này không phải XLSX. Hãy mở bằng Excel, chọn “Lưu thành .xlsx”, rồi gửi lại.",
    "old-xls-or-password": "Tệp là .xls kiểu cũ hoặc có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu, lưu thành .xlsx rồi gửi lại.",
    broken: "Tệp XLSX bị hỏng hoặc tải về chưa đủ. Hãy tải lại tệp gốc rồi gửi lại.",
    "too-many-parts": "Tệp XLSX có quá nhiều phần bên trong. Hãy chép bảng sang một tệp mới rồi gửi lại.",
    "inflates-too-large": "Tệp XLSX giải nén ra quá lớn. Hãy chép riêng bảng dữ liệu sang một tệp mới rồi gửi lại.",
    doctype: "Tệp XLSX có phần không được phép. Hãy chép bảng sang một tệp mới rồi gửi lại.",
    "too-many-strings": "Tệp XLSX có quá nhiều chữ. Hãy chia tệp thành nhiều phần rồi gửi lại.",
    "text-too-long": "Một ô trong tệp dài hơn Excel cho phép. Hãy kiểm tra lại tệp.",
    "too-many-columns": "Bảng có quá nhiều cột. Hãy bỏ bớt cột thừa rồi gửi lại.",
  },
  {
    "too-large": "The file is larger than {megabytes} MB. Split it and hand the parts in.",
    "not-text": "This file is not CSV. Save it in Excel as “CSV UTF-8” and hand it in again.",
    "line-too-long": "Line {line} is too long or has too many columns (at most {columns}). Check the file.",
    "too-many-rows": "The file has more than {rows} rows; what follows was not read. Split it and hand in the rest.",
    empty: "The file has no rows. Check which file was chosen.",
    unreadable: "The file could not be read: usually a quotation mark that is opened and not closed. Correct it and try again.",
    "unreadable-near":
      "The file could not be read near line {line}: usually a quotation mark that is opened and not closed. Correct it and try again.",
    "formula-error": "Row {row}, column {column}: the formula in the cell is in error ({value}). Correct this cell.",
    "not-xlsx": "This file is not XLSX. Open it in Excel, save it as .xlsx and hand it in again.",
    "old-xls-or-password":
      "The file is an old .xls or has a password. Open it in Excel, remove the password, save it as .xlsx and hand it in again.",
    broken: "The XLSX file is damaged or was not downloaded whole. Download the original again and hand it in.",
    "too-many-parts": "The XLSX file has too many parts inside. Copy the table into a new file and hand that in.",
    "inflates-too-large":
      "The XLSX file becomes too large when unpacked. Copy the table alone into a new file and hand that in.",
    doctype: "The XLSX file has a part that is not allowed. Copy the table into a new file and hand that in.",
    "too-many-strings": "The XLSX file holds too much text. Split it and hand the parts in.",
    "text-too-long": "A cell of the file is longer than Excel allows. Check the file.",
    "too-many-columns": "The table has too many columns. Remove those that are not needed and hand it in again.",
  },
);
